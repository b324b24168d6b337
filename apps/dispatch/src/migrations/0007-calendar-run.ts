import { column as c, createTable } from '@minsheng/platform';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** How far the open deadlines are recomputed under a new calendar. */
export class CalendarRun0007 implements MigrationInterface {
  readonly name = 'dispatch-0007-calendar-run';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'calendar_run',
      columns: [
        c.id(),
        c.int('version'),
        c.int('from_version'),
        c.int('pass'),
        c.int('cursor_id'),
        c.int('total'),
        c.int('done'),
        c.int('moved'),
        c.instant('started_at'),
        c.instant('finished_at', { nullable: true }),
      ],
      indexes: [{ name: 'ux_calendar_run', columns: ['version'], unique: true }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('calendar_run', true);
  }
}
