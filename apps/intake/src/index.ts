export { newAppeal, type NewAppeal } from './appeals/new-appeal';
export { AppealBulkPort } from './bulk/appeal-bulk.port';
export { IntakeVerifier } from './bulk/intake.verifier';
export { CategoriesService } from './categories/categories.service';
export { intake } from './intake.service-definition';
