// Run the plugin's tests with PHP 7.4, which Debian has no more: node run.js [another-house]
// The files are copied into a PHP made for JavaScript; it has no processes and no sockets.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getPHPLoaderModule } from "@php-wasm/node-7-4";
import { PHP, loadPHPRuntime, setPhpIniEntries } from "@php-wasm/universal";

const HOUSE = process.argv[2] ?? fileURLToPath(new URL("../../..", import.meta.url));
const PARTS = ["demo/woocommerce/wordpress", "storefront/woocommerce/framme", "tests/storefront/woocommerce"];
const LIBRARY = "/usr/share/php";
const NEEDS_SOCKETS = "HangingServerTest.php";
// This build of PHP ends when libxml's list of errors is emptied: tests leave it as it is.
const ENDS_IT = /libxml_(?:clear_errors\(\)|use_internal_errors\( \$before \));/g;

const PHPUNIT = `<?php
define( 'STDIN', fopen( 'php://stdin', 'r' ) );
define( 'STDOUT', fopen( 'php://output', 'w' ) );
define( 'STDERR', fopen( 'php://output', 'w' ) );
$argv = array( 'phpunit', '-c', '/house/tests/storefront/woocommerce/phpunit.xml', '--log-junit', '/result.xml' );
$_SERVER['argv'] = $argv;
$_SERVER['argc'] = count( $argv );
usleep( 1000 ); // Here the first sleep of all is too long, and tests measure theirs.
set_include_path( '.:${LIBRARY}' );
chdir( '/house' );
require '/phpunit.php';`;

function copy(php, from, to) {
  php.mkdir(to);
  for (const name of readdirSync(from)) {
    const source = join(from, name);
    const target = `${to}/${name}`;
    if (statSync(source).isDirectory()) copy(php, source, target);
    else if (name.endsWith("Case.php")) php.writeFile(target, readFileSync(source, "utf8").replaceAll(ENDS_IT, ""));
    else if (name !== NEEDS_SOCKETS) php.writeFile(target, readFileSync(source));
  }
}

function results(php) {
  const told = php.readFileAsText("/result.xml");
  const [, tests, errors, warnings, failures, skipped] =
    /tests="(\d+)" assertions="\d+" errors="(\d+)" warnings="(\d+)" failures="(\d+)" skipped="(\d+)"/.exec(told).map(Number);
  for (const [, kind, text] of told.matchAll(/<(error|warning|failure|skipped)\b[^>]*>([\s\S]*?)<\/\1>/g)) {
    console.log(`${kind}: ${text.trim()}\n`);
  }
  return { tests, wrong: errors + warnings + failures + skipped };
}

const php = new PHP(await loadPHPRuntime(await getPHPLoaderModule()));
await setPhpIniEntries(php, { disable_functions: "exec,popen,proc_open,shell_exec", memory_limit: "512M" });
const version = (await php.run({ code: "<?php echo PHP_VERSION;" })).text;
copy(php, LIBRARY, LIBRARY);
for (const part of PARTS) copy(php, join(HOUSE, part), `/house/${part}`);
php.writeFile("/phpunit.php", readFileSync("/usr/bin/phpunit", "utf8").replace(/^#!.*\n/, ""));
let said = "";
try {
  said = (await php.run({ code: PHPUNIT })).text;
} catch (error) {
  // It may fall over when it ends; what has been tested is written by then.
  said = error.message;
}
if (!php.fileExists("/result.xml")) {
  console.log(said);
  process.exit(70);
}
const { tests, wrong } = results(php);
console.log(`PHP ${version}: ${tests} tests, ${wrong} went wrong`);
process.exit(wrong || !tests ? 1 : 0);
