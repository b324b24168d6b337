import { bootstrap } from '@minsheng/platform';
import { dashboard } from './dashboard.service-definition';

void bootstrap(dashboard);
