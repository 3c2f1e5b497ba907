import fc from 'fast-check';

// Runs by hand explore new cases each time and shrink what fails. CI must give the same answer for the same commit, and soon:
// there the cases are fixed, and a failing one is reported as it is; the same seed shrinks it by hand.
if (process.env['CI'] !== undefined) fc.configureGlobal({ seed: 1_494_211_301, endOnFailure: true });
