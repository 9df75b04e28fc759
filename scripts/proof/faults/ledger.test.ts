import { beforeEach, describe, expect, it } from "vitest";
import { Ledger } from "./ledger.ts";

describe("Ledger", () => {
  let ledger = new Ledger<number>();
  beforeEach(() => {
    ledger = new Ledger();
    ledger.note("one", 1, 1);
    ledger.note("two", 2, 2);
  });

  it("counts nothing as acknowledged that was only sent", () => {
    expect(ledger.size).toBe(2);
    expect(ledger.countAcknowledged()).toBe(0);
    expect(ledger.unsettled().map(({ name }) => name)).toEqual(["one", "two"]);
  });

  it("settles what was acknowledged in its last state", () => {
    ledger.acknowledge("one", 1);
    ledger.acknowledge("two", 1);
    expect([ledger.isSettled("one"), ledger.isSettled("two"), ledger.isSettled("three")]).toEqual([true, false, false]);
    expect(ledger.countAcknowledged()).toBe(2);
    expect(ledger.unsettled()).toEqual([{ name: "two", plan: 2, states: 2, acknowledged: 1 }]);
  });

  it("takes nothing back: neither by an earlier state nor by being noted again", () => {
    ledger.acknowledge("two", 2);
    ledger.acknowledge("two", 1);
    ledger.note("two", 3, 4);
    expect(ledger.get("two")).toEqual({ name: "two", plan: 2, states: 2, acknowledged: 2 });
  });

  it("refuses an acknowledgement of what was never sent", () => {
    expect(() => ledger.acknowledge("three", 1)).toThrow("acknowledged, but never noted as sent: three");
    expect(() => ledger.acknowledge("one", 2)).toThrow("one has no state 2, only 1");
    expect(() => ledger.acknowledge("one", 0)).toThrow("one has no state 0");
  });
});
