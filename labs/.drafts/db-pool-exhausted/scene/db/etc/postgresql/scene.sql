CREATE ROLE "{{service}}" LOGIN PASSWORD '{{service}}-{{app_password}}';
CREATE ROLE ops LOGIN PASSWORD 'ops-{{ops_password}}';
GRANT pg_monitor, pg_signal_backend TO ops;
-- Quicker than a new one, and nothing is in it.
ALTER DATABASE postgres RENAME TO shop;
\connect shop
CREATE TABLE products (
  sku text PRIMARY KEY,
  price_cents integer NOT NULL
);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  sku text NOT NULL REFERENCES products,
  quantity integer NOT NULL,
  total_cents bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO products
SELECT '{{letters}}-' || upper(substr(md5('{{seed}}:' || n), 1, 8)),
       150 + ('x' || substr(md5('price:{{seed}}:' || n), 1, 6))::bit(24)::integer % 20000
FROM generate_series(1, 3000) AS n
ON CONFLICT DO NOTHING;
GRANT SELECT ON products TO "{{service}}";
GRANT SELECT, INSERT ON orders TO "{{service}}";
ANALYZE products;
