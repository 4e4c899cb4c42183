<?php
/**
 * Serves the pretend WordPress as a site: php -S 127.0.0.1:<port> router.php, with PRETEND_STATE (a
 * folder of its own), PRETEND_PLUGIN (where our plugin lies), and PRETEND_SITE and PRETEND_SECRET (the
 * bridge to the shop's orders) in the environment. For development only: anybody can be anybody here.
 *
 * @package Framme
 */

error_reporting( E_ALL );
ini_set( 'display_errors', '0' );
ini_set( 'log_errors', '1' );

// A site on a developer's machine: there, Framme needs no https.
getenv( 'WP_ENVIRONMENT_TYPE' ) || putenv( 'WP_ENVIRONMENT_TYPE=local' );

require __DIR__ . '/load.php';
foreach ( glob( __DIR__ . '/site/*.php' ) as $pretend_file ) {
	require $pretend_file;
}

Pretend_Server::answer();
