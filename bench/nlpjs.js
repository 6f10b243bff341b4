// nlp.js on messages of one's own: node nlpjs.js TASK.json ANSWERS.json, in the folder where it is installed.
// The task and the answers are those of bench/rasa_nlu.py. What it takes for none of the intents ("None", below its
// threshold) is answered by the likeliest intent: all sides have to name one.
const fs = require('fs');
const { createRequire } = require('module');
const here = createRequire(process.cwd() + '/');
const { containerBootstrap } = here('@nlpjs/core');
const { Nlp } = here('@nlpjs/nlp');
const { LangEs } = here('@nlpjs/lang-es');

async function main() {
  const task = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(LangEs);
  const nlp = container.get('nlp');
  Object.assign(nlp.settings, { autoSave: false, log: false });
  nlp.addLanguage('es');
  for (const { text, intent } of task.train) nlp.addDocument('es', text, intent);
  const began = Date.now();
  await nlp.train();
  const seconds = (Date.now() - began) / 1000;
  const names = [];
  for (const { text } of task.test) {
    const found = await nlp.process('es', text);
    names.push(found.classifications.map((c) => c.intent).filter((name) => name !== 'None'));
  }
  fs.writeFileSync(process.argv[3], JSON.stringify({ names, seconds, cpu_seconds: seconds }));
}

main();
