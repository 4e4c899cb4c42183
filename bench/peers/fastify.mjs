// The leanest peer: fastify, the HMAC over the raw body, one INSERT.
import { createHmac, timingSafeEqual } from 'node:crypto';
import Fastify from 'fastify';
import { inProcesses, openInbox, port, secret } from './inbox.mjs';

function signed(body, claimed) {
  const right = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(claimed ?? '', 'base64');
  return given.length === right.length && timingSafeEqual(given, right);
}

inProcesses(async () => {
  const keep = openInbox();
  const app = Fastify({ bodyLimit: 2 * 1024 * 1024 });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => done(null, body));
  app.post('/webhooks/shopify', async (request, reply) => {
    const { headers, body } = request;
    if (!signed(body, headers['x-shopify-hmac-sha256'])) return reply.code(401).send();
    await keep(
      headers['x-shopify-shop-domain'],
      headers['x-shopify-topic'],
      headers['x-shopify-webhook-id'],
      body,
    );
    return reply.code(200).send();
  });
  await app.listen({ port, host: '127.0.0.1' });
});
