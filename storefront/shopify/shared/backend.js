// Made by scripts/backend.js from application_url in shopify.app.toml: do not edit.
export const BACKEND = "https://framme.example.com";
