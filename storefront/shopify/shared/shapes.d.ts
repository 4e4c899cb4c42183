// What our server answers the account pages with; texts are in the reader's language.

export type Tone = "waiting" | "moving" | "ready" | "good" | "trouble" | "over";

export interface Item {
  title: string;
  variant: string;
  quantity: number;
}

export interface Happening {
  instant: string;
  time: string;
  zone: string;
  what: string;
  where: string;
  original: string;
}

export interface Parcel {
  position: number;
  fulfilment: string;
  status: string;
  tone: Tone;
  since: string;
  carrier: string;
  number: string;
  link: string;
  expected: string;
  late: boolean;
  checked: string;
  action_required: boolean;
  /** Why there are no scans; empty when there are. */
  note: string;
  items: Item[];
  pickup: {
    name: string;
    street: string;
    town: string;
    hours: { days: string; times: string }[];
  } | null;
  days: { label: string; happenings: Happening[] }[];
}

export interface Order {
  number: string;
  placed: string;
  headline: string;
  tone: Tone;
  live: boolean;
  page: string;
  counted: number;
  delivered: number;
  parcels: Parcel[];
  unsent: Item[];
}

export interface ListedOrder {
  id: string;
  number: string;
  placed: string;
  headline: string;
  tone: Tone;
  counted: number;
  delivered: number;
}

export interface OrderAnswer {
  order: Order;
}

export interface ListAnswer {
  orders: ListedOrder[];
}
