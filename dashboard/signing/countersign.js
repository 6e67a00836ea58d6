// @ts-check
export function Countersign() { return null; }
