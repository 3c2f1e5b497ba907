// @ts-check
/** Who works there. */

/** @typedef {'manager' | 'account-executive' | 'sales-development'} Role */

/** Names, roles and dates are written out: people come and go for reasons, and the examples speak of them by name. */
/** @type {readonly (readonly [name: string, team: string, role: Role, office: string, startedOn: string, leftOn?: string])[]} */
export const people = [
  ['Ines Okafor', 'amer-enterprise', 'manager', 'New York', '2021-03-01'],
  ['Paul Brandt', 'amer-commercial', 'manager', 'Denver', '2022-01-10'],
  ['Sofia Lindqvist', 'emea-enterprise', 'manager', 'London', '2021-06-14'],
  ['Matteo Ricci', 'emea-commercial', 'manager', 'Berlin', '2022-09-01'],
  ['Mei Tanaka', 'apac-enterprise', 'manager', 'Singapore', '2022-02-07'],
  ['Lachlan Reid', 'apac-commercial', 'manager', 'Sydney', '2023-04-03'],
  ['Dana Whitfield', 'amer-enterprise', 'account-executive', 'New York', '2021-08-02'],
  ['Marcus Bell', 'amer-enterprise', 'account-executive', 'New York', '2022-05-09'],
  ['Priya Raman', 'amer-enterprise', 'account-executive', 'San Francisco', '2022-11-07'],
  ['Tom Alvarez', 'amer-enterprise', 'account-executive', 'San Francisco', '2023-06-05', '2026-03-13'],
  ['Grace Holloway', 'amer-enterprise', 'account-executive', 'Toronto', '2025-04-14'],
  ['Ben Sato', 'amer-enterprise', 'account-executive', 'San Francisco', '2026-04-06'],
  ['Alicia Moreno', 'amer-commercial', 'account-executive', 'Denver', '2022-03-14'],
  ['Jordan Pike', 'amer-commercial', 'account-executive', 'Denver', '2023-01-09'],
  ['Renee Dubois', 'amer-commercial', 'account-executive', 'Toronto', '2023-08-21'],
  ['Caleb Stone', 'amer-commercial', 'account-executive', 'New York', '2024-02-05', '2025-08-29'],
  ['Hannah Weiss', 'amer-commercial', 'account-executive', 'New York', '2024-05-13'],
  ['Omar Haddad', 'amer-commercial', 'account-executive', 'Denver', '2025-09-15'],
  ['Julia Crane', 'amer-commercial', 'account-executive', 'San Francisco', '2026-02-09'],
  ['Oliver Grant', 'emea-enterprise', 'account-executive', 'London', '2021-10-04'],
  ['Claire Fontaine', 'emea-enterprise', 'account-executive', 'Paris', '2022-07-18'],
  ['Jonas Keller', 'emea-enterprise', 'account-executive', 'Berlin', '2023-03-06', '2025-11-28'],
  ['Amara Nwosu', 'emea-enterprise', 'account-executive', 'London', '2026-01-12'],
  ['Lucas Meyer', 'emea-commercial', 'account-executive', 'Berlin', '2022-10-10'],
  ['Elodie Martin', 'emea-commercial', 'account-executive', 'Paris', '2023-05-15'],
  ['Harriet Lowe', 'emea-commercial', 'account-executive', 'London', '2023-11-06'],
  ['Piotr Nowak', 'emea-commercial', 'account-executive', 'Berlin', '2024-06-03', '2026-06-12'],
  ['Nadia Benali', 'emea-commercial', 'account-executive', 'Paris', '2025-06-16'],
  ['Kenji Mori', 'apac-enterprise', 'account-executive', 'Singapore', '2022-08-15'],
  ['Ruby Chen', 'apac-enterprise', 'account-executive', 'Sydney', '2024-03-11'],
  ['Arjun Mehta', 'apac-commercial', 'account-executive', 'Singapore', '2023-02-13'],
  ['Zoe Palmer', 'apac-commercial', 'account-executive', 'Sydney', '2023-09-04'],
  ['Daniel Lim', 'apac-commercial', 'account-executive', 'Singapore', '2024-10-07', '2026-08-21'],
  ['Isla Morgan', 'apac-commercial', 'account-executive', 'Sydney', '2025-12-01'],
  ['Noah Fischer', 'emea-commercial', 'sales-development', 'Berlin', '2023-10-02'],
  ['Chloe Adams', 'emea-enterprise', 'sales-development', 'London', '2024-04-15'],
  ['Mason Rivera', 'amer-commercial', 'sales-development', 'Denver', '2023-07-10'],
  ['Erin Gallagher', 'amer-enterprise', 'sales-development', 'New York', '2024-01-22'],
  ['Hugo Santos', 'apac-commercial', 'sales-development', 'Sydney', '2024-02-19'],
  ['Wei Zhang', 'apac-enterprise', 'sales-development', 'Singapore', '2024-08-05'],
];

/** Who did not leave of their own will. */
export const dismissed = ['Caleb Stone', 'Daniel Lim'];
