// Keep a component supplied with what the server answers: loading, failed or told.
import { useEffect, useState } from "preact/hooks";
import { question } from "./api.js";
import { follow } from "./follow.js";

/**
 * Ask at once and whenever what is asked changes, and follow the answer while `live` holds for it.
 * A failure keeps what was told before.
 * @template Answer
 * @param {string} path
 * @param {Record<string, string>} asked
 * @param {(answer: Answer) => boolean} live
 * @returns {{ answer?: Answer, problem?: string, retry: () => void }}
 */
export function useAnswer(path, asked, live) {
  const [told, setTold] = useState(/** @type {{ answer?: Answer, problem?: string }} */ ({}));
  const [turn, setTurn] = useState(0);
  const address = question(path, asked);

  useEffect(
    () => follow(address, live, (news) => setTold(({ answer }) => ({ answer, ...news }))),
    [address, turn],
  );

  return {
    ...told,
    retry() {
      setTold(({ answer }) => ({ answer }));
      setTurn((before) => before + 1);
    },
  };
}
