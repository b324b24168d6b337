import { startForJest } from './jest-setup';

export default startForJest;
