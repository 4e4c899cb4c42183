<?php
/**
 * Removes what the plugin has kept, when a merchant deletes it: tells Framme, and forgets. What stands
 * on orders stays, unless the constant FRAMME_DELETE_ORDER_DATA is true.
 *
 * @package Framme
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

defined( 'FRAMME_VERSION' ) || define( 'FRAMME_VERSION', get_file_data( __DIR__ . '/framme.php', array( 'Version' ) )[0] );
defined( 'FRAMME_FOLDER' ) || define( 'FRAMME_FOLDER', __DIR__ . '/' );

foreach ( array( 'options', 'answer', 'token', 'breaker', 'wire', 'traces', 'uninstall' ) as $framme_part ) {
	require_once __DIR__ . '/includes/class-framme-' . $framme_part . '.php';
}

Framme_Uninstall::everywhere();
