import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type as Nested } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDate,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';

/**
 * Field decorators of the DTOs: form, Chinese message and API document in one place. Every message names the field and
 * what is allowed.
 */
interface Common {
  readonly optional?: boolean;
}

/** An optional field that was sent empty (null, or no text) is one that was left out: nobody else has to know. */
const leftOut = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' && value.trim() === '' ? undefined : (value ?? undefined),
);

function presence(label: string, optional = false): PropertyDecorator {
  return optional ? applyDecorators(leftOut, IsOptional()) : IsDefined({ message: `${label}必填` });
}

const trim = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** Plain text of a length; surrounding blanks do not count. */
export function TextField(label: string, options: Common & { min?: number; max: number }): PropertyDecorator {
  const { min = 1, max, optional = false } = options;
  const allowed = `${label}须为 ${String(min)}–${String(max)} 个字`;
  return applyDecorators(
    trim,
    presence(label, optional),
    IsString({ message: `${label}须为文字` }),
    MinLength(min, { message: min === 1 ? `${label}必填` : allowed }),
    MaxLength(max, { message: allowed }),
    ApiProperty({ type: String, description: label, minLength: min, maxLength: max, required: !optional }),
  );
}

/** One of a list of codes. */
export function ChoiceField(label: string, values: readonly string[], options: Common = {}): PropertyDecorator {
  return applyDecorators(
    presence(label, options.optional),
    IsIn(values, { message: `${label}只能是 ${values.join('、')}` }),
    ApiProperty({ enum: [...values], description: label, required: !options.optional }),
  );
}

/** A text of a fixed shape, told in words. */
export function PatternField(label: string, pattern: RegExp, allowed: string, options: Common = {}): PropertyDecorator {
  return applyDecorators(
    trim,
    presence(label, options.optional),
    IsString({ message: `${label}须为文字` }),
    Matches(pattern, { message: `${label}${allowed}` }),
    ApiProperty({ type: String, description: `${label}：${allowed}`, required: !options.optional }),
  );
}

/** Code of a unit, township, category or channel. */
export function CodeField(label: string, options: Common = {}): PropertyDecorator {
  return PatternField(label, /^[A-Za-z0-9_]{1,40}$/, '须为字母、数字、下划线组成的编码', options);
}

/** Telephone number: mobile, or landline with or without area code. */
export function PhoneField(label: string, options: Common = {}): PropertyDecorator {
  return PatternField(
    label,
    /^(\+?86[- ]?)?(1[3-9]\d{9}|(0\d{2,3}-?)?\d{7,8}|\d{5})$/,
    '须为 11 位手机号码，或带区号的座机号码',
    options,
  );
}

export function BoolField(label: string, options: Common = {}): PropertyDecorator {
  return applyDecorators(
    presence(label, options.optional),
    IsBoolean({ message: `${label}只能是 true 或 false` }),
    ApiProperty({ type: Boolean, description: label, required: !options.optional }),
  );
}

export function IntField(label: string, options: Common & { min: number; max: number }): PropertyDecorator {
  const message = `${label}须为 ${String(options.min)}–${String(options.max)} 的整数`;
  return applyDecorators(
    presence(label, options.optional),
    IsInt({ message }),
    Min(options.min, { message }),
    Max(options.max, { message }),
    ApiProperty({ type: Number, description: label, required: !options.optional }),
  );
}

/** The same for a query string, where numbers arrive as text. */
export function QueryIntField(label: string, options: Common & { min: number; max: number }): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && value.trim() !== '' ? Number(value) : value,
    ),
    IntField(label, options),
  );
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** In a query string, the plus of an offset that was not escaped arrives as a blank. */
function toInstant(text: string): Date | string {
  const repaired = text.trim().replace(/ (\d{2}:\d{2})$/, '+$1');
  const time = INSTANT.test(repaired) && isDayOfCalendar(repaired.slice(0, 10)) ? Date.parse(repaired) : NaN;
  return Number.isNaN(time) ? text : new Date(time);
}

/** `Date.parse` would read 31 February as 3 March. */
function isDayOfCalendar(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === date;
}

/** An instant with its offset; the DTO holds a Date. */
export function InstantField(label: string, options: Common = {}): PropertyDecorator {
  const message = `${label}须为带时区的时间，例如 2026-03-01T09:30:00+08:00`;
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? toInstant(value) : (value ?? undefined))),
    presence(label, options.optional),
    IsDate({ message }),
    ApiProperty({ type: String, format: 'date-time', description: label, required: !options.optional }),
  );
}

/** A list of codes. */
export function CodeListField(label: string, options: Common & { max: number }): PropertyDecorator {
  return applyDecorators(
    presence(label, options.optional),
    IsArray({ message: `${label}须为列表` }),
    ArrayMaxSize(options.max, { message: `${label}最多 ${String(options.max)} 个` }),
    Matches(/^[A-Za-z0-9_]{1,40}$/, { each: true, message: `${label}须为编码` }),
    ApiProperty({ type: [String], description: label, required: !options.optional }),
  );
}

/** A list of whole numbers. */
export function IntListField(
  label: string,
  options: Common & { min: number; max: number; most: number },
): PropertyDecorator {
  const message = `${label}须为 ${String(options.min)}–${String(options.max)} 的整数列表`;
  return applyDecorators(
    presence(label, options.optional),
    IsArray({ message: `${label}须为列表` }),
    ArrayMaxSize(options.most, { message: `${label}最多 ${String(options.most)} 个` }),
    IsInt({ each: true, message }),
    Min(options.min, { each: true, message }),
    Max(options.max, { each: true, message }),
    ApiProperty({ type: [Number], description: label, required: !options.optional }),
  );
}

/** A list of words from a vocabulary. */
export function ChoiceListField(label: string, values: readonly string[], options: Common = {}): PropertyDecorator {
  return applyDecorators(
    presence(label, options.optional),
    IsArray({ message: `${label}须为列表` }),
    IsIn(values, { each: true, message: `${label}只能是 ${values.join('、')}` }),
    ApiProperty({ enum: [...values], isArray: true, description: label, required: !options.optional }),
  );
}

/** Another DTO inside this one. */
export function ObjectField(label: string, type: () => new () => object, options: Common = {}): PropertyDecorator {
  return applyDecorators(
    presence(label, options.optional),
    IsObject({ message: `${label}须为对象` }),
    ValidateNested({ message: `${label}填写不正确` }),
    Nested(type),
    ApiProperty({ type, description: label, required: !options.optional }),
  );
}

/** A whole JSON object that a rule of the domain judges, not a DTO. */
export function JsonField(label: string, options: Common = {}): PropertyDecorator {
  return applyDecorators(
    presence(label, options.optional),
    IsObject({ message: `${label}须为对象` }),
    ApiProperty({ type: Object, description: label, required: !options.optional }),
  );
}

/** A code of a list of reasons: one that ships, or one that an administrator added; the table says whether it is on. */
export function ReasonField(label: string, shipped: readonly string[], options: Common = {}): PropertyDecorator {
  const form = new RegExp(`^(${shipped.join('|')}|other_[a-z0-9_]{1,30})$`);
  return PatternField(label, form, `只能是 ${shipped.join('、')}，或本县增设的选项`, options);
}

/** A list of other DTOs. */
export function ObjectListField(
  label: string,
  type: () => new () => object,
  options: Common & { min: number; max: number },
): PropertyDecorator {
  const message = `${label}须为 ${String(options.min)}–${String(options.max)} 项的列表`;
  return applyDecorators(
    presence(label, options.optional),
    IsArray({ message }),
    ArrayMinSize(options.min, { message }),
    ArrayMaxSize(options.max, { message }),
    ValidateNested({ each: true, message: `${label}填写不正确` }),
    Nested(type),
    ApiProperty({ type, isArray: true, description: label, required: !options.optional }),
  );
}
