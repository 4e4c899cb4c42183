// Shopify's own library for Express: its webhook processing with its HMAC check, one INSERT.
import { shopifyApp } from '@shopify/shopify-app-express';
import { ApiVersion, DeliveryMethod, LogSeverity } from '@shopify/shopify-api';
import express from 'express';
import { inProcesses, openInbox, port, secret } from './inbox.mjs';

inProcesses(() => {
  const keep = openInbox();
  const shopify = shopifyApp({
    api: {
      apiKey: 'bench',
      apiSecretKey: secret,
      scopes: ['read_orders'],
      apiVersion: ApiVersion.July25,
      hostScheme: 'http',
      hostName: `127.0.0.1:${port}`,
      logger: { level: LogSeverity.Error }, // a line a webhook would only slow it down
    },
    auth: { path: '/auth', callbackPath: '/auth/callback' },
    webhooks: { path: '/webhooks/shopify' },
  });
  const handler = {
    deliveryMethod: DeliveryMethod.Http,
    callbackUrl: '/webhooks/shopify',
    callback: (topic, shop, body, webhookId) => keep(shop, topic, webhookId, Buffer.from(body)),
  };
  const app = express();
  app.post('/webhooks/shopify', shopify.processWebhooks({ webhookHandlers: { ORDERS_CREATE: handler } }));
  app.listen(port, '127.0.0.1');
});
