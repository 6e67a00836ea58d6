// @ts-check

/** @type {Record<Ticket["status"], {label: string, tone: string}>} */
export const TICKET_STATUS = {
  open: { label: "Open", tone: "warning" },
  answered: { label: "Answered", tone: "info" },
  closed: { label: "Closed", tone: "" },
};

/** The lists of tickets: what waits is what is not closed. */
export const TICKET_LISTS = [
  { value: "waiting", label: "Waiting" },
  { value: "open", label: "Open" },
  { value: "answered", label: "Answered" },
  { value: "closed", label: "Closed" },
  { value: "all", label: "All" },
];
