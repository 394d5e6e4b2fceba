import { expect, test } from 'vitest';
import { databaseUrl } from './database-url.ts';

test.each([
  'postgresql://checkout:secret@127.0.0.1:5432/checkout',
  'postgres://localhost/checkout',
  'postgresql://[::1]:5432/checkout',
  'postgresql://checkout@/checkout?host=/var/run/postgresql',
  'postgresql://%2Fvar%2Frun%2Fpostgresql/checkout',
  'postgresql:///checkout',
])('a database on this machine needs no TLS: %s', (url) => {
  expect(databaseUrl(url)).toBe(url);
});

test.each([
  [
    'postgresql://u:p@db.example:5432/checkout',
    'postgresql://u:p@db.example:5432/checkout?sslmode=verify-full',
  ],
  ['postgres://10.0.0.5/checkout', 'postgres://10.0.0.5/checkout?sslmode=verify-full'],
  ['postgresql://u@127.0.0.1.db.example/c', 'postgresql://u@127.0.0.1.db.example/c?sslmode=verify-full'],
  [
    'postgresql://u@127.0.0.1/c?host=db.example',
    'postgresql://u@127.0.0.1/c?host=db.example&sslmode=verify-full',
  ],
  ['postgresql://db.example/c?sslmode=require', 'postgresql://db.example/c?sslmode=verify-full'],
  ['postgresql://db.example/c?sslmode=prefer&a=b', 'postgresql://db.example/c?sslmode=verify-full&a=b'],
  ['postgresql://localhost/c?sslmode=verify-ca', 'postgresql://localhost/c?sslmode=verify-full'],
])('any other is reached by TLS, and its certificate is checked: %s', (url, used) => {
  expect(databaseUrl(url)).toBe(used);
});

test.each([
  'postgresql://db.example/c?sslmode=disable',
  'postgresql://db.example/c?sslmode=no-verify',
  'postgresql://db.example/c?ssl=0',
])('unless that is said by name: %s', (url) => {
  expect(databaseUrl(url)).toBe(url);
});

test.each([
  [
    'host=db.example port=5433 user=u dbname=checkout',
    'postgresql:///checkout?host=db.example&port=5433&user=u&sslmode=verify-full',
  ],
  [
    String.raw`host = /run/postgresql password='it\'s a \\ secret' user=u`,
    'postgresql:///?host=%2Frun%2Fpostgresql&password=it%27s+a+%5C+secret&user=u',
  ],
  ['hostaddr=127.0.0.1 dbname=c', 'postgresql:///c?host=127.0.0.1'],
  ['/run/postgresql checkout', 'postgresql:///checkout?host=%2Frun%2Fpostgresql'],
  ['/run/postgresql', 'postgresql:///?host=%2Frun%2Fpostgresql'],
  ['socket:/run/postgresql?db=checkout', 'postgresql:///checkout?host=%2Frun%2Fpostgresql'],
  ['socket://u:p@/run/postgresql?db=checkout', 'postgresql://u:p@/checkout?host=%2Frun%2Fpostgresql'],
  ['postgresql:///?dbname=c&host=127.0.0.1', 'postgresql:///c?host=127.0.0.1'],
  [
    'jdbc:postgresql://db.example/c?user=u&password=p',
    'postgresql://db.example/c?user=u&password=p&sslmode=verify-full',
  ],
  ['postgresql:///c?host=/run/postgresql&sslmode=require', 'postgresql:///c?host=%2Frun%2Fpostgresql'],
  ['postgresql://u:a@b@127.0.0.1/c', 'postgresql://u:a@b@127.0.0.1/c'],
])('another spelling: %s', (spelled, url) => {
  expect(databaseUrl(spelled)).toBe(url);
});

test.each(['postgresql://a,b/c', 'postgresql://a:1,b:2/c', 'host=a,b dbname=c', 'postgresql:///c?host=a,b'])(
  'several hosts are refused: %s',
  (url) => {
    expect(databaseUrl(url)).toBeNull();
  },
);

test.each(['mysql://db.example/c', 'db.example', 'postgresql://db.example/c?sslmode=sometimes', ''])(
  'no such URL: %s',
  (url) => {
    expect(databaseUrl(url)).toBeNull();
  },
);
