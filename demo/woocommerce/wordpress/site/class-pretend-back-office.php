<?php
/**
 * Finds the page of the back office that belongs to an address, and shows it to those who may see it.
 *
 * @package Framme
 */

/**
 * Forms of plugins, WooCommerce's orders, plugins' pages, the list of plugins, and languages.
 */
final class Pretend_Back_Office {

	/**
	 * Show what is at an address.
	 *
	 * @param list<string> $parts Of the address.
	 */
	public static function show( array $parts ): void {
		$file = $parts[1] ?? '';
		if ( 'admin-ajax.php' === $file || 'admin-post.php' === $file ) {
			self::form( 'admin-ajax.php' === $file ? 'wp_ajax_' : 'admin_post_' );
			return;
		}
		if ( ! is_user_logged_in() ) {
			wp_redirect( wp_login_url( home_url( wp_unslash( substr( $_SERVER['REQUEST_URI'], strlen( Pretend::base() ) ) ) ) ) );
		}
		if ( ! current_user_can( 'view_admin_dashboard' ) ) {
			wp_redirect( wc_get_page_permalink( 'myaccount' ) );
		}
		$pages = array(
			''                    => array( 'Pretend_Back_Pages', 'dashboard' ),
			'index.php'           => array( 'Pretend_Back_Pages', 'dashboard' ),
			'plugins.php'         => array( 'Pretend_Back_Pages', 'plugins' ),
			'options-general.php' => array( 'Pretend_Back_Pages', 'languages' ),
			'admin.php'           => array( __CLASS__, 'page' ),
			'edit.php'            => array( __CLASS__, 'orders' ),
			'post.php'            => array( __CLASS__, 'orders' ),
		);
		if ( ! isset( $pages[ $file ] ) ) {
			wp_die( 'There is nothing at this address of the back office.', '', 404 );
		}
		call_user_func( $pages[ $file ] );
	}

	/**
	 * Return what stands in the menu: names by address.
	 *
	 * @return array<string, string>
	 */
	public static function menu(): array {
		Pretend_Admin::fill();
		$menu = array(
			''                        => 'Dashboard',
			'admin.php?page=wc-orders' => 'Orders',
		);
		foreach ( Pretend_Admin::$pages as $slug => $page ) {
			$menu[ 'admin.php?page=' . $slug ] = wp_strip_all_tags( $page['menu'] );
		}
		return $menu + array(
			'plugins.php'         => 'Plugins',
			'options-general.php' => 'Languages',
		);
	}

	/**
	 * Give a form to the plugin it belongs to.
	 *
	 * @param string $begins How the action's name begins.
	 */
	private static function form( string $begins ): void {
		do_action( 'admin_init' );
		$action = sanitize_text_field( wp_unslash( $_REQUEST['action'] ?? '' ) );
		do_action( $begins . ( is_user_logged_in() ? '' : 'nopriv_' ) . $action );
		if ( 'wp_ajax_' === $begins ) {
			throw new Pretend_Died( '0', '', 400 );
		}
	}

	/**
	 * Show a page by its slug.
	 */
	private static function page(): void {
		$slug = sanitize_key( wp_unslash( $_GET['page'] ?? '' ) );
		if ( 'wc-orders' === $slug ) {
			self::orders();
			return;
		}
		if ( 'pretend-mail' === $slug ) {
			Pretend_Back_Pages::mail();
			return;
		}
		$html = Pretend_Admin::page( $slug );
		Pretend_Frame::back_office( (string) get_admin_page_title(), $html );
	}

	/**
	 * Show the orders, or one of them; take in what was changed.
	 */
	private static function orders(): void {
		$id = absint( $_GET['id'] ?? ( $_GET['post'] ?? 0 ) );
		if ( ! $id ) {
			self::order_list();
			return;
		}
		$order = wc_get_order( $id );
		if ( ! $order ) {
			wp_die( 'You attempted to edit an item that does not exist.', '', 404 );
		}
		if ( 'POST' === $_SERVER['REQUEST_METHOD'] ) {
			pretend_save_order( $order );
			wp_redirect( $order->get_edit_order_url() );
		}
		$html = pretend_order_screen( $order );
		$mail = admin_url( 'admin.php?page=pretend-mail&id=' . $order->get_id() );
		Pretend_Frame::back_office( 'Edit order', '<div class="wrap"><h1>Edit order</h1>' . $html . '<p><a href="' . esc_url( $mail ) . '">See the mail “completed order”</a></p></div>' );
	}

	/**
	 * Show the list, or do what was chosen in it.
	 */
	private static function order_list(): void {
		if ( 'POST' === $_SERVER['REQUEST_METHOD'] ) {
			$ids = array_map( 'absint', (array) ( $_POST['id'] ?? array() ) );
			wp_redirect( pretend_bulk( sanitize_key( wp_unslash( $_POST['action'] ?? '' ) ), $ids ) );
		}
		$search = sanitize_text_field( wp_unslash( $_GET['s'] ?? '' ) );
		$form   = '<form method="get" action="' . esc_url( admin_url( 'admin.php' ) ) . '"><input type="hidden" name="page" value="wc-orders"><label for="orders-search">Search orders</label> <input type="search" id="orders-search" name="s" value="' . esc_attr( $search ) . '"> <button class="button">Search</button></form>';
		$page   = max( 1, absint( $_GET['paged'] ?? 1 ) );
		$list   = pretend_orders_list( array( 'search' => $search, 'page' => $page ) );
		$next   = '<p><a href="' . esc_url( add_query_arg( 'paged', $page + 1 ) ) . '">Older orders</a></p>';
		Pretend_Frame::back_office( 'Orders', '<div class="wrap"><h1>Orders</h1>' . $form . $list . $next . '</div>' );
	}
}
