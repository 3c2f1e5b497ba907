import fc from 'fast-check';

// Runs by hand explore new cases each time. CI must give the same answer for the same commit, so there the cases are fixed.
if (process.env['CI'] !== undefined) fc.configureGlobal({ seed: 1_494_211_301 });
