// The lab serves uPlot's own module as /uplot.js.
export { default } from "uplot";
