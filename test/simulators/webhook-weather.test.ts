import { afterEach, describe, expect, it } from "vitest";
import { readWebhook } from "../../src/application/read-webhook.js";
import { loadCasts } from "../../src/conformance/load-cast.js";
import { type Cast, type Delivered, openStage, type Receiver, type Stage } from "../../src/conformance/stage.js";
import { Weather } from "../../src/provider-kit/weather.js";
import { until } from "../api/support/until.js";

const casts = await loadCasts();
const signing = [...casts.values()].filter(({ provider }) => provider.webhook?.signature);

let stage: Stage;
afterEach(() => stage.close());

interface Pushing {
  readonly receiver: Receiver;
  readonly secrets: readonly string[];
}

async function open(cast: Cast | undefined): Promise<Pushing> {
  if (!cast) throw new Error("there is no such provider");
  stage = await openStage(cast);
  const receiver = await stage.receive();
  const registration = await stage.provider.webhook?.register?.(receiver.url, stage.call);
  return { receiver, secrets: registration?.secrets ?? [] };
}

const blow = (webhooks: object) => stage.simulator.setWeather(Weather.parse({ webhooks }));

/** Something comes in, and is pushed at once; answers its id. */
function comesIn(): string {
  const { inbound } = stage.material;
  const id = inbound && stage.simulator.simulator.arrive?.(inbound(stage.newNumber()));
  if (id === undefined) throw new Error("nothing can arrive");
  return id;
}

const deliveries = ({ receiver }: Pushing, count: number) =>
  until(
    () => Promise.resolve(receiver.deliveries),
    (came) => came.length >= count,
  );
const verify = ({ secrets }: Pushing, delivered: Delivered) =>
  stage.provider.webhook?.signature?.verify(delivered, secrets);
const newsIn = (delivered: Delivered): any => {
  const { webhook } = stage.provider;
  return webhook && readWebhook(webhook, delivered);
};
const text = ({ body }: Delivered) => Buffer.from(body).toString("utf8");

describe("The weather of webhooks", () => {
  const cast = casts.get("e-invoice-be");

  it("delivers one of them twice: genuine both times, and one event", async () => {
    const pushing = await open(cast);
    blow({ duplicated: 1 });

    comesIn();
    const [first, second] = await deliveries(pushing, 2);

    expect(second?.headers).toEqual(first?.headers);
    expect(text(second!)).toBe(text(first!));
    expect([verify(pushing, first!), verify(pushing, second!)]).toEqual(["valid", "valid"]);
    expect(newsIn(first!).eventId).toBe(newsIn(second!).eventId);
  });

  it("lets one be overtaken by the next", async () => {
    const pushing = await open(cast);
    blow({ outOfOrder: 1 });
    const earlier = comesIn();
    blow({});
    const later = comesIn();

    const came = await deliveries(pushing, 2);

    expect(came.map((delivered) => newsIn(delivered).news.reference.id)).toEqual([later, earlier]);
  });

  it("loses one for ever, and the next one comes", async () => {
    const pushing = await open(cast);
    blow({ lost: 1 });
    comesIn();
    blow({});
    const next = comesIn();

    const [only, ...more] = await deliveries(pushing, 1);

    expect(newsIn(only!).news.reference.id).toBe(next);
    expect(more).toEqual([]);
  });

  it.each(signing.map((one) => [one.provider.id, one] as const))(
    "forges one of %s beside the genuine: it can be read, says something else, and is refused",
    async (_, one) => {
      const pushing = await open(one);
      blow({ forged: 1 });

      comesIn();
      const [genuine, forged] = await deliveries(pushing, 2);

      expect(verify(pushing, genuine!)).toBe("valid");
      expect(JSON.parse(text(forged!))).not.toEqual(JSON.parse(text(genuine!)));
      expect(forged?.headers).toEqual({ ...genuine?.headers, "content-length": forged?.headers["content-length"] });
      expect(verify(pushing, forged!)).toBe("wrong signature");
    },
  );
});
