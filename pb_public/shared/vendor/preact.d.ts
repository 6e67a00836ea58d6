import { VNode } from "preact";

export { h, render, Fragment, Component, createContext } from "preact";
export {
  useState,
  useEffect,
  useLayoutEffect,
  useRef,
  useMemo,
  useCallback,
  useReducer,
  useContext,
  useId,
} from "preact/hooks";

/** Markup in a template literal. What stands in it is not type-checked: htm reads it when the page runs. */
export function html(strings: TemplateStringsArray, ...values: unknown[]): VNode<any>;
