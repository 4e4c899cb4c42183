<?php
/**
 * Addresses in the site.
 *
 * @package Framme
 */

function home_url( $path = '', $scheme = null ) {
	return apply_filters( 'home_url', pretend_below( get_option( 'home' ), $path ), $path, $scheme, null );
}

function site_url( $path = '', $scheme = null ) {
	return pretend_below( get_option( 'siteurl' ), $path );
}

function get_home_url( $blog_id = null, $path = '', $scheme = null ) {
	return home_url( $path, $scheme );
}

function get_site_url( $blog_id = null, $path = '', $scheme = null ) {
	return site_url( $path, $scheme );
}

function pretend_below( string $base, $path ): string {
	return $path && is_string( $path ) ? untrailingslashit( $base ) . '/' . ltrim( $path, '/' ) : $base;
}

function admin_url( $path = '', $scheme = 'admin' ) {
	return apply_filters( 'admin_url', site_url( 'wp-admin/' ) . ltrim( (string) $path, '/' ), $path, null, $scheme );
}

function get_admin_url( $blog_id = null, $path = '', $scheme = 'admin' ) {
	return admin_url( $path );
}

function self_admin_url( $path = '', $scheme = 'admin' ) {
	return admin_url( $path );
}

function network_admin_url( $path = '', $scheme = 'admin' ) {
	return admin_url( $path );
}

function content_url( $path = '' ) {
	return pretend_below( site_url( 'wp-content' ), $path );
}

function includes_url( $path = '', $scheme = null ) {
	return site_url( 'wp-includes/' ) . ltrim( (string) $path, '/' );
}

function plugin_basename( $file ) {
	$folder = dirname( Pretend_Plugins::$main );
	$file   = wp_normalize_path( $file );
	return 0 === strpos( $file, $folder . '/' ) ? basename( $folder ) . substr( $file, strlen( $folder ) ) : trim( $file, '/' );
}

function plugins_url( $path = '', $plugin = '' ) {
	$below = $plugin ? dirname( plugin_basename( $plugin ) ) : '';
	return apply_filters( 'plugins_url', pretend_below( rtrim( content_url( 'plugins/' . $below ), '/' ), $path ), $path, $plugin );
}

function plugin_dir_url( $file ) {
	return trailingslashit( plugins_url( '', $file ) );
}

function plugin_dir_path( $file ) {
	return trailingslashit( dirname( $file ) );
}

function get_rest_url( $blog_id = null, $path = '/', $scheme = 'rest' ) {
	return rest_url( $path );
}

function rest_url( $path = '', $scheme = 'rest' ) {
	return home_url( 'wp-json/' ) . ltrim( (string) $path, '/' );
}

function rest_get_url_prefix() {
	return 'wp-json';
}

function add_query_arg( ...$args ) {
	if ( is_array( $args[0] ) ) {
		$changes = $args[0];
		$url     = $args[1] ?? false;
	} else {
		$changes = array( $args[0] => $args[1] );
		$url     = $args[2] ?? false;
	}
	$url   = false === $url ? ( $_SERVER['REQUEST_URI'] ?? '' ) : (string) $url;
	$parts = explode( '#', $url, 2 );
	$split = explode( '?', $parts[0], 2 );
	parse_str( $split[1] ?? '', $query );
	foreach ( $query as $name => $value ) {
		$query[ $name ] = map_deep( $value, 'rawurlencode' );
	}
	$query = array_filter(
		array_merge( $query, $changes ),
		static function ( $value ) {
			return false !== $value && null !== $value;
		}
	);
	$pairs = pretend_pairs( $query );
	return $split[0] . ( $pairs ? '?' . implode( '&', $pairs ) : '' ) . ( isset( $parts[1] ) ? '#' . $parts[1] : '' );
}

function pretend_pairs( array $query, string $around = '' ): array {
	$pairs = array();
	foreach ( $query as $name => $value ) {
		$whole = '' === $around ? (string) $name : "{$around}[$name]";
		$pairs = array_merge( $pairs, is_array( $value ) ? pretend_pairs( $value, $whole ) : array( $whole . '=' . $value ) );
	}
	return $pairs;
}

function remove_query_arg( $key, $query = false ) {
	return add_query_arg( array_fill_keys( (array) $key, false ), $query );
}

function urlencode_deep( $value ) {
	return map_deep( $value, 'urlencode' );
}

function is_ssl() {
	return 'https' === wp_parse_url( home_url(), PHP_URL_SCHEME );
}

function wp_is_using_https() {
	return is_ssl();
}

function set_url_scheme( $url, $scheme = null ) {
	return preg_replace( '#^\w+://#', ( $scheme && 'admin' !== $scheme && 'rest' !== $scheme ? $scheme : ( is_ssl() ? 'https' : 'http' ) ) . '://', $url );
}

function user_trailingslashit( $url, $type_of_url = '' ) {
	return trailingslashit( $url );
}

function wp_get_environment_type() {
	$named = (string) getenv( 'WP_ENVIRONMENT_TYPE' );
	return in_array( $named, array( 'local', 'development', 'staging' ), true ) ? $named : 'production';
}

function is_multisite() {
	return false;
}

function get_sites( $args = array() ) {
	return array( 1 );
}

function switch_to_blog( $new_blog_id, $deprecated = null ) {
	return true;
}

function restore_current_blog() {
	return true;
}

function get_file_data( $file, $default_headers, $context = '' ) {
	$text = (string) file_get_contents( $file, false, null, 0, 8192 );
	return array_map(
		static function ( $name ) use ( $text ) {
			return preg_match( '/^[ \t\/*#@]*' . preg_quote( $name, '/' ) . ':(.*)$/mi', $text, $found ) ? trim( $found[1] ) : '';
		},
		$default_headers
	);
}

function get_current_blog_id() {
	return 1;
}

function is_plugin_active( $plugin ) {
	return in_array( $plugin, (array) get_option( 'active_plugins', array() ), true );
}

function register_activation_hook( $file, $callback ) {
	add_action( 'activate_' . plugin_basename( $file ), $callback );
}

function register_deactivation_hook( $file, $callback ) {
	add_action( 'deactivate_' . plugin_basename( $file ), $callback );
}

function get_plugin_data( $plugin_file, $markup = true, $translate = true ) {
	$data = array();
	foreach ( array( 'Name' => 'Plugin Name', 'Version' => 'Version', 'Description' => 'Description', 'TextDomain' => 'Text Domain' ) as $key => $name ) {
		preg_match( '/^[ \t*]*' . $name . ':\s*(.*)$/m', (string) file_get_contents( $plugin_file ), $found );
		$data[ $key ] = trim( $found[1] ?? '' );
	}
	return $data;
}

function add_rewrite_endpoint( $name, $places, $query_var = true ) {
	$GLOBALS['pretend_endpoints'][ $name ] = $places;
}

function add_rewrite_rule( $regex, $query, $after = 'bottom' ) {
	$GLOBALS['pretend_rewrites'][ $regex ] = $query;
}

function flush_rewrite_rules( $hard = true ) {
	update_option( 'rewrite_rules', array( 'written' => Pretend::now() ) );
	do_action( 'pretend_rewrites_flushed' );
}
