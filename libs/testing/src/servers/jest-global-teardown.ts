import { stopForJest } from './jest-setup';

export default stopForJest;
