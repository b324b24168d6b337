import { Injectable } from '@nestjs/common';
import {
  PERSONAL_DATA_LABELS,
  PUBLICATION_FIELDS,
  type PublicationCheck,
  type PublicationField,
  type PublicationFinding,
} from '@minsheng/contracts';
import { type Actor, findPersonalData, type KnownPerson, maskForPublication, mayStand } from '@minsheng/domain';
import { validateAs } from '@minsheng/platform';
import { OrderPages } from '../orders/order-pages.service';
import { RuleContexts } from '../orders/rule-context.provider';
import { PublicationCheckDto } from './letters.dto';

/** What the first person sees while typing: the same detector that will judge the words when they are cleared. */
@Injectable()
export class PublicationChecks {
  constructor(
    private readonly pages: OrderPages,
    private readonly contexts: RuleContexts,
  ) {}

  /** Whose texts they are is judged before what they say. @throws DomainError not_found, invalid_field */
  async check(code: string, body: object, actor: Actor): Promise<PublicationCheck> {
    const context = await this.contexts.now();
    const order = await this.pages.readable(code, actor, context);
    const typed = await validateAs(PublicationCheckDto, body);
    const person = await this.pages.openContact(code);
    // A confidential case is never published: its words stay sealed.
    const own = order.confidential
      ? { title: '', content: '', reply: '' }
      : { title: order.title, content: order.content, reply: order.publicReply ?? '' };
    const draft = mapFields((field) => maskForPublication(own[field], person));
    const texts = mapFields((field) => typed[field] ?? draft[field]);
    return {
      texts,
      findings: PUBLICATION_FIELDS.flatMap((field) => findingsOf(field, texts[field], person)),
      masked: mapFields((field) => maskForPublication(texts[field], person)),
    };
  }
}

function mapFields(textOf: (field: PublicationField) => string): Record<PublicationField, string> {
  return { title: textOf('title'), content: textOf('content'), reply: textOf('reply') };
}

function findingsOf(field: PublicationField, text: string, person: KnownPerson): PublicationFinding[] {
  return findPersonalData(text, person).map(({ kind, start, end }) => ({
    ...{ field, kind, start, end },
    label: PERSONAL_DATA_LABELS[kind],
    refused: !mayStand(field, kind),
  }));
}
