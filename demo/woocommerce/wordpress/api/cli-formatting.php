<?php
/**
 * What commands use to write tables and read options.
 *
 * @package Framme
 */

namespace WP_CLI\Utils;

function get_flag_value( $assoc_args, $flag, $default = null ) {
	return $assoc_args[ $flag ] ?? $default;
}

function format_items( $format, $items, $fields ) {
	$fields = is_array( $fields ) ? $fields : explode( ',', $fields );
	if ( 'json' === $format ) {
		\WP_CLI::line( json_encode( array_values( (array) $items ) ) );
		return;
	}
	\WP_CLI::line( implode( "\t", $fields ) );
	foreach ( $items as $item ) {
		$cells = array();
		foreach ( $fields as $field ) {
			$cells[] = (string) ( ( (array) $item )[ $field ] ?? '' );
		}
		\WP_CLI::line( implode( "\t", $cells ) );
	}
}
