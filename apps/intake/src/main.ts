import { bootstrap } from '@minsheng/platform';
import { intake } from './intake.service-definition';

void bootstrap(intake);
