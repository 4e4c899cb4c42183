<?php
/**
 * Options and transients.
 *
 * @package Framme
 */

function get_option( $option, $default_value = false ) {
	$option = trim( (string) $option );
	$early  = apply_filters( "pre_option_{$option}", false, $option, $default_value );
	if ( false !== $early ) {
		return $early;
	}
	$all = Pretend::$kept->all( 'options' ) + pretend_site_options();
	if ( ! array_key_exists( $option, $all ) ) {
		return apply_filters( "default_option_{$option}", $default_value, $option, func_num_args() > 1 );
	}
	return apply_filters( "option_{$option}", $all[ $option ], $option );
}

function pretend_site_options(): array {
	$site = Pretend::$site;
	return array(
		'home'                                   => $site['home'],
		'siteurl'                                => $site['home'],
		'blogname'                               => $site['name'],
		'blogdescription'                        => $site['description'],
		'admin_email'                            => $site['email'],
		'woocommerce_email_from_address'         => $site['email'],
		'woocommerce_currency'                   => $site['currency'],
		'woocommerce_default_country'            => $site['country'],
		'woocommerce_feature_fulfillments_enabled' => $site['fulfillments'] ? 'yes' : 'no',
		'timezone_string'                        => $site['time_zone'],
		'WPLANG'                                 => $site['language'],
		'date_format'                            => 'F j, Y',
		'time_format'                            => 'g:i a',
		'permalink_structure'                    => '/%postname%/',
		'active_plugins'                         => array( 'woocommerce/woocommerce.php' ),
	);
}

function add_option( $option, $value = '', $deprecated = '', $autoload = null ) {
	if ( array_key_exists( $option, Pretend::$kept->all( 'options' ) ) ) {
		return false;
	}
	pretend_write_option( $option, $value, $autoload );
	do_action( "add_option_{$option}", $option, $value );
	do_action( 'added_option', $option, $value );
	return true;
}

function update_option( $option, $value, $autoload = null ) {
	$all = Pretend::$kept->all( 'options' );
	$old = $all[ $option ] ?? false;
	$new = apply_filters( "pre_update_option_{$option}", $value, $old, $option );
	if ( array_key_exists( $option, $all ) && serialize( $old ) === serialize( $new ) ) {
		return false;
	}
	if ( ! array_key_exists( $option, $all ) ) {
		return add_option( $option, $new, '', $autoload );
	}
	pretend_write_option( $option, $new, $autoload );
	do_action( "update_option_{$option}", $old, $new, $option );
	do_action( 'updated_option', $option, $old, $new );
	return true;
}

function pretend_write_option( string $option, $value, $autoload ): void {
	Pretend::$kept->change(
		'options',
		static function ( array $all ) use ( $option, $value ) {
			$all[ $option ] = $value;
			return $all;
		}
	);
	if ( null !== $autoload ) {
		Pretend::$kept->change(
			'autoload',
			static function ( array $all ) use ( $option, $autoload ) {
				$all[ $option ] = ! in_array( $autoload, array( false, 'no', 'off' ), true );
				return $all;
			}
		);
	}
}

function delete_option( $option ) {
	if ( ! array_key_exists( $option, Pretend::$kept->all( 'options' ) ) ) {
		return false;
	}
	Pretend::$kept->change(
		'options',
		static function ( array $all ) use ( $option ) {
			unset( $all[ $option ] );
			return $all;
		}
	);
	do_action( "delete_option_{$option}", $option );
	do_action( 'deleted_option', $option );
	return true;
}

function wp_load_alloptions( $force_cache = false ) {
	$autoload = Pretend::$kept->all( 'autoload' );
	$loaded   = array();
	foreach ( Pretend::$kept->all( 'options' ) as $name => $value ) {
		if ( $autoload[ $name ] ?? true ) {
			$loaded[ $name ] = $value;
		}
	}
	return $loaded;
}

function get_site_option( $option, $default_value = false ) {
	return get_option( $option, $default_value );
}

function update_site_option( $option, $value ) {
	return update_option( $option, $value );
}

function delete_site_option( $option ) {
	return delete_option( $option );
}

function get_transient( $transient ) {
	$early = apply_filters( "pre_transient_{$transient}", false, $transient );
	if ( false !== $early ) {
		return $early;
	}
	$all  = Pretend::$kept->all( 'options' );
	$ends = $all[ '_transient_timeout_' . $transient ] ?? null;
	if ( null !== $ends && $ends < Pretend::now() ) {
		delete_transient( $transient );
		return false;
	}
	return apply_filters( "transient_{$transient}", $all[ '_transient_' . $transient ] ?? false, $transient );
}

function set_transient( $transient, $value, $expiration = 0 ) {
	if ( strlen( $transient ) > 172 ) {
		return false;
	}
	if ( (int) $expiration > 0 ) {
		pretend_write_option( '_transient_timeout_' . $transient, Pretend::now() + (int) $expiration, false );
	}
	pretend_write_option( '_transient_' . $transient, $value, (int) $expiration > 0 ? false : null );
	do_action( 'set_transient', $transient, $value, (int) $expiration );
	return true;
}

function delete_transient( $transient ) {
	$there = delete_option( '_transient_' . $transient );
	delete_option( '_transient_timeout_' . $transient );
	return $there;
}

function get_site_transient( $transient ) {
	return get_transient( $transient );
}

function set_site_transient( $transient, $value, $expiration = 0 ) {
	return set_transient( $transient, $value, $expiration );
}

function delete_site_transient( $transient ) {
	return delete_transient( $transient );
}

function wp_cache_get( $key, $group = '', $force = false, &$found = null ) {
	global $pretend_cache;
	$found = isset( $pretend_cache[ $group ][ $key ] );
	return $found ? $pretend_cache[ $group ][ $key ] : false;
}

function wp_cache_set( $key, $data, $group = '', $expire = 0 ) {
	global $pretend_cache;
	$pretend_cache[ $group ][ $key ] = $data;
	return true;
}

function wp_cache_delete( $key, $group = '' ) {
	global $pretend_cache;
	$there = isset( $pretend_cache[ $group ][ $key ] );
	unset( $pretend_cache[ $group ][ $key ] );
	return $there;
}

function wp_using_ext_object_cache( $using = null ) {
	return false;
}
