/* In a frame whose proof is over: ask the page around it to open us anew, once. */
if (new URLSearchParams(location.search).has("frame")) parent.postMessage({ framme: "renew" }, "*");
