<?php
/**
 * Lets a served site forget what Framme has told it, as if a minute had passed: the folder of its state.
 *
 * @package Framme
 */

// phpcs:disable
require __DIR__ . '/../../../demo/woocommerce/wordpress/load.php';
require __DIR__ . '/../../../storefront/woocommerce/framme/includes/class-framme-cache.php';

Pretend::$kept = new Pretend_Files( $argv[1] );
Pretend::$kept->change( 'options', static function ( array $options ): array {
	return array_filter( $options, static function ( $name ): bool {
		return false === strpos( (string) $name, '_' . Framme_Cache::PREFIX );
	}, ARRAY_FILTER_USE_KEY );
} );
