import { type ArgumentMetadata, Injectable, type PipeTransform, type Type } from '@nestjs/common';
import { DomainError } from '@minsheng/domain';
import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';

const OPTIONS = { whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true, forbidUnknownValues: true };

/** @throws DomainError invalid_field with every field that is wrong, in Chinese. */
export async function validateAs<T extends object>(type: Type<T>, value: unknown): Promise<T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new DomainError('malformed');
  const dto = plainToInstance(type, value, { enableImplicitConversion: false });
  const errors = await validate(dto, OPTIONS);
  if (errors.length > 0) throw fieldProblem(errors);
  return dto;
}

/** Checks every DTO argument of every route; primitives pass untouched. */
@Injectable()
export class FieldPipe implements PipeTransform {
  async transform(value: unknown, { metatype, type }: ArgumentMetadata): Promise<unknown> {
    if (!metatype || type === 'custom' || [String, Number, Boolean, Object, Array].includes(metatype as never))
      return value;
    return validateAs(metatype, value ?? {});
  }
}

export function invalidField(field: string, reason: string): DomainError {
  return new DomainError('invalid_field', { field, reason }, { fields: [{ field, message: reason }] });
}

function fieldProblem(errors: readonly ValidationError[]): DomainError {
  const fields = errors.flatMap((error) => flatten(error, ''));
  const first = fields[0] ?? { field: '', message: '' };
  return new DomainError('invalid_field', { field: first.field, reason: first.message }, { fields });
}

function flatten(error: ValidationError, prefix: string): { field: string; message: string }[] {
  const field = prefix + error.property;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    field,
    message: constraint === 'whitelistValidation' ? '没有这个字段' : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, `${field}.`))];
}
