import { declarePushing } from "../../stand-in/pushing/declare-pushing.js";

export default declarePushing();
