// @ts-check
/** The library from CommonJS, and a figure from known parts: no records, the same definition. */
const { calculateFrom, pipelineVelocity } = require('sales-metrics');

const drivers = { 'sql-count': 40, 'average-deal-size': '12000', 'win-rate': '0.25', 'sales-cycle-length': 60 };
const { value, unit } = calculateFrom(pipelineVelocity, drivers);
console.log(`Pipeline velocity: ${value} in ${unit}`);

// Everything won on the day of its creation leaves no days to divide by: no figure, but the reason.
const { reason } = calculateFrom(pipelineVelocity, { ...drivers, 'sales-cycle-length': 0 });
console.log(`With a cycle of 0 days: ${reason}`);
