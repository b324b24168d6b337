import { type OverdueReport } from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { CurrentActor } from '@minsheng/platform';
import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { PassThrough } from 'node:stream';
import { OverdueReportService } from './overdue-report.service';
import { writeOverdueWorkbook } from './overdue-workbook';
import { OverdueQuery } from './reports.dto';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Reports as a page's data and as files: one query object, so what is seen is what is exported. */
@ApiTags('dashboard')
@ApiBearerAuth()
@Controller('dashboard/reports')
export class ReportsController {
  constructor(private readonly reports: OverdueReportService) {}

  @Get('overdue')
  overdue(@CurrentActor() actor: Actor, @Query() query: OverdueQuery): Promise<OverdueReport> {
    return this.reports.report(actor, query.month, query.channel ?? null);
  }

  @Get('overdue.xlsx')
  @ApiProduces(XLSX)
  @Header('Cache-Control', 'private, no-store')
  async overdueWorkbook(@CurrentActor() actor: Actor, @Query() query: OverdueQuery): Promise<StreamableFile> {
    const report = await this.reports.report(actor, query.month, query.channel ?? null);
    const file = new PassThrough();
    writeOverdueWorkbook(report, file).catch((error: Error) => file.destroy(error));
    const name = encodeURIComponent(`逾期工单通报 ${report.month}.xlsx`);
    return new StreamableFile(file, {
      type: XLSX,
      disposition: `attachment; filename="overdue-${report.month}.xlsx"; filename*=UTF-8''${name}`,
    });
  }
}
