// What of a letter (a file of HTML) the mail programs that most people use don't show at all, by
// caniemail.com's tables: feature → programs, as JSON.
import { readFileSync } from 'node:fs';
import { caniemail } from 'caniemail';

const clients = ['gmail.*', 'outlook.*', 'apple-mail.*', 'yahoo.*'];
const { issues } = caniemail({ clients, html: readFileSync(process.argv[2], 'utf8') });
const found = {};
for (const [client, missing] of issues.errors) {
  for (const { title } of missing) (found[title] ??= []).push(client);
}
console.log(JSON.stringify(found));
