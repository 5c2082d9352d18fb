import { expect, it } from "vitest";
import { openGateway } from "../setup/open-gateway.js";
import { until } from "./support/until.js";

it("A gateway is not ready while its database may lose what it has confirmed", async () => {
  const gateway = await openGateway();
  try {
    const readiness = async () => (await fetch(`${gateway.url}/readyz`)).status;
    const { rows } = await gateway.database.query("select current_database() as name");
    const set = async (value: string) => {
      await gateway.database.query(`alter database ${rows[0].name} set synchronous_commit = ${value}`);
      // A setting of the database counts for new connections.
      await gateway.database.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
    };
    expect(await readiness()).toBe(200);

    await set("off");
    expect(await until(readiness, (status) => status === 503)).toBe(503);

    await set("on");
    expect(await until(readiness, (status) => status === 200)).toBe(200);
  } finally {
    await gateway.stop();
  }
});
