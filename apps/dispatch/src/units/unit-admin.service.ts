import { Injectable } from '@nestjs/common';
import {
  type ChangeUnitRequest,
  type CreateUnitRequest,
  type TableReport,
  type UnitDependents,
  type UnitRecord,
  type UnitTable,
} from '@minsheng/contracts';
import { type Actor, DomainError, type Unit } from '@minsheng/domain';
import { readTableFile, UnitOfWork } from '@minsheng/platform';
import { OrdersRepository } from '../orders/orders.repository';
import { ReaderRewrites } from '../orders/reader-rewrites.repository';
import { AccountsRepository } from '../staff/accounts.repository';
import { tableReport } from '../staff/table-report';
import { type UnitEntity } from './unit.entity';
import { planUnits } from './unit-table';
import { UnitsRepository } from './units.repository';
import { UnitsService } from './units.service';

/** What an administrator does with the units of the county (rules §1). */
@Injectable()
export class UnitAdmin {
  constructor(
    private readonly units: UnitsService,
    private readonly repository: UnitsRepository,
    private readonly accounts: AccountsRepository,
    private readonly orders: OrdersRepository,
    private readonly rewrites: ReaderRewrites,
    private readonly uow: UnitOfWork,
  ) {}

  /** Every unit there ever was, and how far the lists have followed a move. */
  async table(): Promise<UnitTable> {
    const items = (await this.units.freshTree()).ever();
    const versions = new Map((await this.repository.all()).map((unit) => [unit.code, unit]));
    const records = items.flatMap(({ code }) => versions.get(code) ?? []).map(toRecord);
    return { items: records, rewriting: await this.rewrites.progress() };
  }

  /** @throws DomainError unit_taken, unknown_unit, unit_closed */
  create(request: CreateUnitRequest, by: Actor): Promise<UnitRecord> {
    const { code, name, kind, parentCode = null } = request;
    return this.change(code, by, (known, all) => {
      if (known) throw new DomainError('unit_taken', { unit: code });
      refuseParent(parentCode, all);
      return { code, name, kind, parentCode, active: true };
    });
  }

  /**
   * Renames the unit, gives it another kind, moves it below another. A move changes at once who may read its orders.
   * @throws DomainError not_found, stale_record, unknown_unit, unit_closed, cycle_in_units
   */
  edit(code: string, request: ChangeUnitRequest, by: Actor): Promise<UnitRecord> {
    const { version, name, kind, parentCode = null } = request;
    return this.change(code, by, (known, all) => {
      const unit = current(known, version);
      if (!unit.active) throw new DomainError('unit_closed', { unit: unit.name });
      if (parentCode !== unit.parentCode) refuseParent(parentCode, all);
      return { code, name, kind, parentCode, active: true };
    });
  }

  /** @throws DomainError not_found, stale_record, unit_in_use with what still depends on it */
  close(code: string, version: number, by: Actor): Promise<UnitRecord> {
    return this.change(code, by, async (known) => {
      const unit = current(known, version);
      const left = await this.dependents(code);
      const what = inWords(left);
      if (what !== '') throw new DomainError('unit_in_use', { unit: unit.name, what }, { dependents: left });
      return { ...toUnit(unit), active: false };
    });
  }

  /** @throws DomainError not_found, stale_record, unit_closed: the unit above is itself out of service */
  reopen(code: string, version: number, by: Actor): Promise<UnitRecord> {
    return this.change(code, by, (known, all) => {
      const unit = current(known, version);
      refuseParent(unit.parentCode, all);
      return { ...toUnit(unit), active: true };
    });
  }

  /** @throws DomainError not_found */
  async dependents(code: string): Promise<UnitDependents> {
    const all = await this.repository.all();
    if (!all.some((unit) => unit.code === code)) throw new DomainError('not_found');
    return {
      openOrders: await this.orders.countOpenLedBy(code),
      accounts: await this.accounts.activeOfUnit(code),
      subUnits: all.filter((unit) => unit.parentCode === code && unit.active).map((unit) => unit.code),
    };
  }

  /**
   * Loads a table of units, or says what loading it would do. All rows or none.
   * @throws DomainError table_unreadable, table_too_long, table_has_problems
   */
  async load(file: Buffer, apply: boolean, by: Actor): Promise<TableReport> {
    const rows = await readTableFile(file);
    if (!apply) return tableReport(planUnits(rows, await this.repository.all()).lines, false);
    return this.uow.run(async () => {
      await this.repository.takeTurn();
      const { lines, units } = planUnits(rows, await this.repository.all());
      const report = tableReport(lines, true);
      await this.units.putAll(units, by.username);
      return report;
    });
  }

  /** Judged and stored in one turn, so that what was judged still holds when it is stored. */
  private change(
    code: string,
    by: Actor,
    decide: (known: UnitEntity | undefined, all: readonly UnitEntity[]) => Unit | Promise<Unit>,
  ): Promise<UnitRecord> {
    return this.uow.run(async () => {
      await this.repository.takeTurn();
      const all = await this.repository.all();
      const unit = await decide(
        all.find((each) => each.code === code),
        all,
      );
      await this.units.putAll([unit], by.username);
      const stored = (await this.repository.all()).find((each) => each.code === code);
      if (!stored) throw new DomainError('not_found');
      return toRecord(stored);
    });
  }
}

/** @throws DomainError not_found, stale_record with the unit as it is now */
function current(known: UnitEntity | undefined, version: number): UnitEntity {
  if (!known) throw new DomainError('not_found');
  if (known.version !== version)
    throw new DomainError('stale_record', { what: known.name }, { current: toRecord(known) });
  return known;
}

/** @throws DomainError unknown_unit, unit_closed */
function refuseParent(parentCode: string | null, all: readonly UnitEntity[]): void {
  if (parentCode === null) return;
  const parent = all.find((unit) => unit.code === parentCode);
  if (!parent) throw new DomainError('unknown_unit', { unit: parentCode });
  if (!parent.active) throw new DomainError('unit_closed', { unit: parent.name });
}

function inWords({ openOrders, accounts, subUnits }: UnitDependents): string {
  const parts = [
    openOrders > 0 ? `主办的未办结工单 ${String(openOrders)} 件（请先改派）` : '',
    accounts.length > 0 ? `启用的账号 ${accounts.join('、')}` : '',
    subUnits.length > 0 ? `启用的下属单位 ${subUnits.join('、')}` : '',
  ];
  return parts.filter((part) => part !== '').join('；');
}

function toUnit({ code, name, kind, parentCode, active }: UnitEntity): Unit {
  return { code, name, kind, parentCode, active };
}

function toRecord({ code, name, kind, parentCode, active, version }: UnitEntity): UnitRecord {
  return { code, name, kind, parentCode, active, version };
}
