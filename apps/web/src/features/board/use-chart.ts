import { BarChart, type BarSeriesOption } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  TooltipComponent,
  type AriaComponentOption,
  type GridComponentOption,
  type TooltipComponentOption,
} from 'echarts/components';
import { init, use, type ComposeOption, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { onBeforeUnmount, onMounted, watch, type Ref } from 'vue';

use([BarChart, GridComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

export type ChartOption = ComposeOption<
  BarSeriesOption | GridComponentOption | TooltipComponentOption | AriaComponentOption
>;

/** Ties an ECharts canvas to an element: follows its size, its data, and dies with it. */
export function useChart(host: Ref<HTMLElement | null>, option: Ref<ChartOption>): void {
  let chart: ECharts | null = null;
  let watcher: ResizeObserver | null = null;

  onMounted(() => {
    if (!host.value) return;
    chart = init(host.value);
    chart.setOption(option.value);
    watcher = new ResizeObserver(() => chart?.resize());
    watcher.observe(host.value);
  });
  watch(option, (next) => chart?.setOption(next));
  onBeforeUnmount(() => {
    watcher?.disconnect();
    chart?.dispose();
  });
}
