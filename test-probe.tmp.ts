import { readFileSync } from "node:fs";
import { readFiles } from "./src/infrastructure/rule-packs/read-files.js";
import { openOfficialRules } from "./src/infrastructure/rule-packs/official-rules.js";
import { installRulePack } from "./src/infrastructure/rule-packs/install-rule-pack.js";
import { loadRulePacks } from "./src/infrastructure/rule-packs/load-rule-packs.js";
const log={info(){},warn:console.log,error(){}};
const dir="/tmp/packs-probe";
import { rmSync } from "node:fs"; rmSync(dir,{recursive:true,force:true});
const base={version:"1.3.16",customizationIds:[],licence:"EUPL-1.2",source:""} as const;
await installRulePack(dir,{...base,id:"en16931-ubl",syntax:"UBL",kind:"schematron",file:"EN16931-UBL-validation-preprocessed.sch"},await readFiles("../shared/invoices/rules/EN16931-UBL-validation-preprocessed.sch"));
await installRulePack(dir,{...base,id:"ubl-invoice",version:"2.1",syntax:"UBL",kind:"xsd",file:"maindoc/UBL-Invoice-2.1.xsd"},await readFiles("../shared/invoices/ubl-2.1/xsdrt"));
const t=performance.now();
const r=await openOfficialRules(await loadRulePacks(dir),{log});
console.log("open",performance.now()-t);
const xml=readFileSync("../shared/invoices/en16931/ubl/examples/guide-example1.xml","utf8");
const doc=(x:string)=>({format:"UBL",mediaType:"",fileName:"a",bytes:new TextEncoder().encode(x)} as const);
for(let i=0;i<3;i++){const t=performance.now();console.log(JSON.stringify(await r.check(doc(xml))),performance.now()-t);}
console.log(JSON.stringify(await r.check(doc(xml.replace("<cbc:TaxExclusiveAmount","<cbc:Foo>1</cbc:Foo><cbc:TaxExclusiveAmount").replace("<cbc:IssueDate>","<cbc:IssueDate>x"))),null,1));
await r.close();
