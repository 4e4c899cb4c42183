<?php
/**
 * Shortcodes.
 *
 * @package Framme
 */

function add_shortcode( $tag, $callback ) {
	$GLOBALS['pretend_shortcodes'][ $tag ] = $callback;
}

function remove_shortcode( $tag ) {
	unset( $GLOBALS['pretend_shortcodes'][ $tag ] );
}

function shortcode_exists( $tag ) {
	return isset( $GLOBALS['pretend_shortcodes'][ $tag ] );
}

function has_shortcode( $content, $tag ) {
	return shortcode_exists( $tag ) && 1 === preg_match( '/\[' . preg_quote( $tag, '/' ) . '[\s\]\/]/', (string) $content );
}

function shortcode_parse_atts( $text ) {
	$found = array();
	preg_match_all( '/([\w-]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\'|([^\s\'"\]]+))|"([^"]*)"|(\S+)/', (string) $text, $matches, PREG_SET_ORDER );
	foreach ( $matches as $match ) {
		$value = stripcslashes( implode( '', array_slice( $match, '' === $match[1] ? 0 : 2 ) ) );
		if ( '' !== $match[1] ) {
			$found[ strtolower( $match[1] ) ] = $value;
		} else {
			$found[] = trim( $match[0], '"' );
		}
	}
	return $found;
}

function shortcode_atts( $pairs, $atts, $shortcode = '' ) {
	$whole = array();
	foreach ( $pairs as $name => $default ) {
		$whole[ $name ] = array_key_exists( $name, (array) $atts ) ? $atts[ $name ] : $default;
	}
	return $shortcode ? apply_filters( "shortcode_atts_{$shortcode}", $whole, $pairs, $atts, $shortcode ) : $whole;
}

function do_shortcode( $content, $ignore_html = false ) {
	$tags = array_keys( $GLOBALS['pretend_shortcodes'] ?? array() );
	if ( ! $tags ) {
		return $content;
	}
	$pattern = '/\[(' . implode( '|', array_map( 'preg_quote', $tags ) ) . ')(\s[^\]]*?)?\s*\/?\](?:(.*?)\[\/\1\])?/s';
	return preg_replace_callback(
		$pattern,
		static function ( $match ) {
			$attributes = shortcode_parse_atts( $match[2] ?? '' );
			return (string) call_user_func( $GLOBALS['pretend_shortcodes'][ $match[1] ], $attributes ? $attributes : '', $match[3] ?? '', $match[1] );
		},
		$content
	);
}
