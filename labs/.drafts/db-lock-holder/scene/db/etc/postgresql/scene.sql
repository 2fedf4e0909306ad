CREATE ROLE "{{service}}" LOGIN PASSWORD '{{service}}-{{app_password}}';
CREATE ROLE "{{job}}" LOGIN PASSWORD '{{job}}-{{job_password}}';
CREATE ROLE desk LOGIN PASSWORD 'desk-{{desk_password}}';
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
CREATE TABLE refunds (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  cents bigint NOT NULL CHECK (cents > 0),
  account text NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paid', 'refused')),
  note text,
  created_at timestamptz NOT NULL DEFAULT now(),
  handled_at timestamptz
);
CREATE INDEX refunds_open ON refunds (id) WHERE state = 'open';
-- What each day took: its orders less the refunds paid on it.
CREATE TABLE takings (
  day date PRIMARY KEY,
  cents bigint NOT NULL
);
INSERT INTO products
SELECT '{{letters}}-' || upper(substr(md5('{{seed}}:' || n), 1, 8)),
       150 + ('x' || substr(md5('price:{{seed}}:' || n), 1, 6))::bit(24)::integer % 20000
FROM generate_series(1, 3000) AS n
ON CONFLICT DO NOTHING;
INSERT INTO takings VALUES (current_date, 0);
INSERT INTO refunds (reference, cents, account) VALUES ('R-' || substr(md5('refund:{{seed}}'), 1, 10), 4990, '271828180');
GRANT SELECT ON products TO "{{service}}";
GRANT SELECT, INSERT ON orders TO "{{service}}";
GRANT SELECT ON refunds TO "{{service}}";
GRANT SELECT, UPDATE ON refunds TO "{{job}}";
GRANT SELECT, INSERT ON refunds TO desk;
GRANT SELECT, INSERT, UPDATE ON takings TO "{{service}}", "{{job}}";
GRANT SELECT ON orders, refunds, takings TO ops;
ANALYZE products;
