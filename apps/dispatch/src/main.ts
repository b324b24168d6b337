import { bootstrap } from '@minsheng/platform';
import { dispatch } from './dispatch.service-definition';

void bootstrap(dispatch);
