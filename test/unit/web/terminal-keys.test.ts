import { describe, expect, it } from "vitest";
import { specialKey, withModifiers } from "../../../web/terminal/key-codes.ts";
import { ownKey } from "../../../web/terminal/own-keys.ts";
import { StickyKeys } from "../../../web/terminal/sticky-keys.ts";

const none = { ctrl: false, alt: false };
const pressed = (key: string, modifiers: Partial<Record<"ctrlKey" | "shiftKey" | "altKey" | "metaKey", true>> = {}) =>
  ownKey({ key, ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, ...modifiers });

describe("the keys of the key row", () => {
  it("send what a keyboard sends, in both modes of the cursor keys", () => {
    expect(specialKey("up", none, false)).toBe("\x1b[A");
    expect(specialKey("up", none, true)).toBe("\x1bOA");
    expect(specialKey("home", none, false)).toBe("\x1b[H");
    expect(specialKey("pageup", none, true)).toBe("\x1b[5~");
    expect(specialKey("left", { ctrl: true, alt: false }, true)).toBe("\x1b[1;5D");
    expect(specialKey("delete", { ctrl: true, alt: true }, false)).toBe("\x1b[3;7~");
  });

  it("make control codes and Meta of the first character typed", () => {
    expect(withModifiers("c", { ctrl: true, alt: false })).toBe("\x03");
    expect(withModifiers("R", { ctrl: true, alt: false })).toBe("\x12");
    expect(withModifiers("[", { ctrl: true, alt: false })).toBe("\x1b");
    expect(withModifiers(" ", { ctrl: true, alt: false })).toBe("\x00");
    expect(withModifiers("_", { ctrl: true, alt: false })).toBe("\x1f");
    expect(withModifiers("1", { ctrl: true, alt: false })).toBe("1");
    expect(withModifiers("ß", { ctrl: true, alt: false })).toBe("ß");
    expect(withModifiers("b", { ctrl: false, alt: true })).toBe("\x1bb");
    expect(withModifiers("word", { ctrl: true, alt: true })).toBe("\x1b\x17ord");
    expect(withModifiers("x", none)).toBe("x");
  });

  it("hold Ctrl for one key after a tap, until a third tap after two", () => {
    const keys = new StickyKeys();
    keys.tap("ctrl");
    expect(keys.take()).toEqual({ ctrl: true, alt: false });
    expect(keys.take()).toEqual(none);
    keys.tap("ctrl");
    keys.tap("ctrl");
    keys.tap("alt");
    expect(keys.held()).toEqual({ ctrl: "locked", alt: "once" });
    expect(keys.take()).toEqual({ ctrl: true, alt: true });
    expect(keys.take()).toEqual({ ctrl: true, alt: false });
    keys.tap("ctrl");
    expect(keys.take()).toEqual(none);
  });
});

describe("the terminal's own keys", () => {
  it("copy and paste as in the terminals of desktops", () => {
    expect(pressed("C", { ctrlKey: true, shiftKey: true })).toBe("copy");
    expect(pressed("Insert", { ctrlKey: true })).toBe("copy");
    expect(pressed("V", { ctrlKey: true, shiftKey: true })).toBe("paste");
    expect(pressed("Insert", { shiftKey: true })).toBe("paste");
  });

  it("change the size of the text, on any keyboard that has the signs", () => {
    expect(pressed("+", { ctrlKey: true })).toBe("bigger-text");
    expect(pressed("=", { ctrlKey: true })).toBe("bigger-text");
    expect(pressed("+", { ctrlKey: true, shiftKey: true })).toBe("bigger-text");
    expect(pressed("-", { ctrlKey: true })).toBe("smaller-text");
    expect(pressed("0", { ctrlKey: true })).toBe("usual-text");
  });

  it("leave every other key to the shell: Ctrl-C, Ctrl-V, Insert, and Ctrl-_ that undoes in it", () => {
    expect(pressed("c", { ctrlKey: true })).toBeNull();
    expect(pressed("v", { ctrlKey: true })).toBeNull();
    expect(pressed("Insert")).toBeNull();
    expect(pressed("_", { ctrlKey: true, shiftKey: true })).toBeNull();
    expect(pressed("+", { ctrlKey: true, altKey: true })).toBeNull();
    expect(pressed("-", { metaKey: true })).toBeNull();
    expect(pressed("C", { ctrlKey: true, shiftKey: true, altKey: true })).toBeNull();
  });
});
