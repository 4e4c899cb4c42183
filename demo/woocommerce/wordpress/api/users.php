<?php
/**
 * Users, what they may do, and nonces.
 *
 * @package Framme
 */

/**
 * Somebody with an account, or nobody (ID 0).
 */
class WP_User {

	public $ID           = 0;
	public $user_login   = '';
	public $user_email   = '';
	public $display_name = '';
	public $first_name   = '';
	public $last_name    = '';
	public $locale       = '';
	public $roles        = array();
	public $caps         = array();

	public function __construct( array $data = array() ) {
		foreach ( $data as $name => $value ) {
			$this->$name = $value;
		}
	}

	public function exists() {
		return 0 !== $this->ID;
	}

	public function has_cap( $capability, ...$args ) {
		return user_can( $this, $capability, ...$args );
	}
}

/**
 * Who is logged in, and what roles may do.
 */
final class Pretend_Users {

	const SHOP = array( 'read', 'edit_posts', 'manage_woocommerce', 'view_woocommerce_reports', 'edit_shop_orders', 'edit_others_shop_orders', 'delete_shop_orders', 'view_admin_dashboard', 'edit_pages', 'publish_pages' );

	/** What each role may do. */
	const ROLES = array(
		'administrator' => array( 'manage_options', 'activate_plugins', 'edit_users', 'list_users' ),
		'shop_manager'  => array(),
		'editor'        => array( 'read', 'edit_posts', 'edit_pages', 'publish_pages' ),
		'customer'      => array( 'read' ),
		'subscriber'    => array( 'read' ),
	);

	/**
	 * The id of who is logged in, 0 for nobody.
	 *
	 * @var int
	 */
	public static $current = 0;

	/**
	 * Keep somebody, in place of whoever had this id.
	 *
	 * @param array<string, mixed> $data ID, user_login, user_email, display_name, roles, locale.
	 */
	public static function add( array $data ): void {
		Pretend::$kept->change(
			'users',
			static function ( array $all ) use ( $data ) {
				$all[ $data['ID'] ] = $data;
				return $all;
			}
		);
	}

	/**
	 * Return everything that roles and single rights allow somebody.
	 *
	 * @param WP_User $user Who.
	 * @return list<string>
	 */
	public static function rights( WP_User $user ): array {
		$rights = array_keys( array_filter( $user->caps ) );
		foreach ( $user->roles as $role ) {
			$rights = array_merge( $rights, self::ROLES[ $role ] ?? array(), in_array( $role, array( 'administrator', 'shop_manager' ), true ) ? self::SHOP : array() );
		}
		return array_merge( $rights, $user->exists() ? array( 'exist' ) : array() );
	}
}

function get_userdata( $user_id ) {
	$kept = Pretend::$kept->all( 'users' )[ (int) $user_id ] ?? null;
	return $kept ? new WP_User( $kept ) : false;
}

function get_user_by( $field, $value ) {
	foreach ( Pretend::$kept->all( 'users' ) as $kept ) {
		$by = array(
			'id'    => $kept['ID'],
			'ID'    => $kept['ID'],
			'email' => $kept['user_email'],
			'login' => $kept['user_login'],
			'slug'  => $kept['user_login'],
		);
		if ( (string) $by[ $field ] === (string) $value ) {
			return new WP_User( $kept );
		}
	}
	return false;
}

function get_users( $args = array() ) {
	$found = array();
	foreach ( Pretend::$kept->all( 'users' ) as $kept ) {
		if ( empty( $args['role'] ) || in_array( $args['role'], $kept['roles'], true ) ) {
			$found[] = new WP_User( $kept );
		}
	}
	return $found;
}

function wp_set_current_user( $id, $name = '' ) {
	Pretend_Users::$current = (int) $id;
	do_action( 'set_current_user' );
	return wp_get_current_user();
}

function wp_get_current_user() {
	$user = get_userdata( Pretend_Users::$current );
	return $user ? $user : new WP_User();
}

function get_current_user_id() {
	return wp_get_current_user()->ID;
}

function is_user_logged_in() {
	return wp_get_current_user()->exists();
}

function current_user_can( $capability, ...$args ) {
	return user_can( wp_get_current_user(), $capability, ...$args );
}

function user_can( $user, $capability, ...$args ) {
	$user   = is_object( $user ) ? $user : get_userdata( $user );
	$rights = $user ? Pretend_Users::rights( $user ) : array();
	if ( in_array( $capability, array( 'view_order', 'order_again', 'cancel_order' ), true ) ) {
		$order = wc_get_order( $args[0] ?? 0 );
		return $order && $user && $user->exists() && ( (int) $user->ID === $order->get_user_id() );
	}
	$maps = array(
		'edit_shop_order'   => 'edit_shop_orders',
		'read_shop_order'   => 'edit_shop_orders',
		'delete_shop_order' => 'delete_shop_orders',
		'edit_post'         => $args && wc_get_order( $args[0] ) ? 'edit_shop_orders' : 'edit_pages',
		'edit_page'         => 'edit_pages',
	);
	$needed = $maps[ $capability ] ?? $capability;
	$all    = apply_filters( 'user_has_cap', array_fill_keys( $rights, true ), array( $needed ), array_merge( array( $capability, $user ? $user->ID : 0 ), $args ), $user );
	return ! empty( $all[ $needed ] );
}

function get_user_meta( $user_id, $key = '', $single = false ) {
	$all = Pretend::$kept->all( 'user_meta' )[ $user_id ] ?? array();
	if ( '' === $key ) {
		return $all;
	}
	return $single ? ( $all[ $key ] ?? '' ) : ( isset( $all[ $key ] ) ? array( $all[ $key ] ) : array() );
}

function update_user_meta( $user_id, $meta_key, $meta_value, $prev_value = '' ) {
	Pretend::$kept->change(
		'user_meta',
		static function ( array $all ) use ( $user_id, $meta_key, $meta_value ) {
			$all[ $user_id ][ $meta_key ] = wp_unslash( $meta_value );
			return $all;
		}
	);
	return true;
}

function delete_user_meta( $user_id, $meta_key, $meta_value = '' ) {
	Pretend::$kept->change(
		'user_meta',
		static function ( array $all ) use ( $user_id, $meta_key ) {
			unset( $all[ $user_id ][ $meta_key ] );
			return $all;
		}
	);
	return true;
}

function delete_metadata( $meta_type, $object_id, $meta_key, $meta_value = '', $delete_all = false ) {
	$ids = $delete_all ? array_keys( Pretend::$kept->all( 'user_meta' ) ) : array( $object_id );
	foreach ( $ids as $id ) {
		delete_user_meta( $id, $meta_key );
	}
	return true;
}

function wp_login_url( $redirect = '', $force_reauth = false ) {
	return add_query_arg( $redirect ? array( 'redirect_to' => rawurlencode( $redirect ) ) : array(), site_url( 'wp-login.php' ) );
}

function wp_logout_url( $redirect = '' ) {
	return site_url( 'wp-login.php?action=logout' );
}
