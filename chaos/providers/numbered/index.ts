import { declareStandIn } from "../../stand-in/declare-stand-in.js";

export default declareStandIn("numbered");
