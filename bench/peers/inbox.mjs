// What both peers share: as many processes as we run, and one INSERT a webhook on a pool.
import cluster from 'node:cluster';
import pg from 'pg';

const POOL = 10; // pg's default; a process serves 16 connections

export const secret = process.env.SHOPIFY_API_SECRETS;
export const port = Number(process.env.PORT);

const INSERT = `INSERT INTO peer_inbox (shop, topic, webhook_id, body) VALUES ($1, $2, $3, $4)
                ON CONFLICT DO NOTHING`;

export function openInbox() {
  const pool = new pg.Pool({ connectionString: process.env.PEER_DATABASE, max: POOL });
  return (shop, topic, id, body) => pool.query(INSERT, [shop, topic, id, body]);
}

export function inProcesses(serve) {
  if (!cluster.isPrimary) return serve();
  for (let n = 0; n < Number(process.env.WEB_PROCESSES); n += 1) cluster.fork();
}
