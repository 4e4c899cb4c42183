<?php
/**
 * Lets whoever looks at the demo be one of the pretend people; there are no passwords.
 *
 * @package Framme
 */

/**
 * The page that a real site asks for a name and a password on.
 */
final class Pretend_Login {

	/** So many customers are offered at once; the others are folded away. */
	const FIRST = 2;

	/**
	 * Show who there is, or log somebody in or out.
	 */
	public static function show(): void {
		if ( 'logout' === ( $_GET['action'] ?? '' ) ) {
			Pretend_Server::remember( 0 );
			wp_redirect( home_url( '/' ) );
		}
		$back = wp_validate_redirect( wp_unslash( $_REQUEST['redirect_to'] ?? '' ), '' );
		if ( 'POST' === $_SERVER['REQUEST_METHOD'] ) {
			$user = get_userdata( absint( $_POST['user'] ?? 0 ) );
			if ( ! $user ) {
				wp_die( 'There is nobody of that name.', '', 404 );
			}
			Pretend_Server::remember( $user->ID );
			wp_redirect( '' !== $back ? $back : ( user_can( $user, 'manage_woocommerce' ) ? admin_url() : wc_get_page_permalink( 'myaccount' ) ) );
		}
		$merchants = array_filter( get_users(), static function ( $user ) { return user_can( $user, 'manage_woocommerce' ); } );
		$customers = get_users( array( 'role' => 'customer' ) );
		$more      = self::form( array_slice( $customers, self::FIRST ), $back );
		$html      = '<p>A real shop asks for a name and a password here.</p>' . self::form( array_merge( $merchants, array_slice( $customers, 0, self::FIRST ) ), $back );
		Pretend_Frame::shop( 'Log in', $html . ( '' === $more ? '' : "<details><summary>More customers</summary>$more</details>" ) );
	}

	/**
	 * Write a button for each of some people.
	 *
	 * @param list<WP_User> $users The people.
	 * @param string        $back  Where they go then.
	 */
	private static function form( array $users, string $back ): string {
		$buttons = '';
		foreach ( $users as $user ) {
			$buttons .= '<p><button name="user" value="' . (int) $user->ID . '">' . esc_html( $user->display_name ) . '</button></p>';
		}
		return '' === $buttons ? '' : '<form method="post" action="' . esc_url( site_url( 'wp-login.php' ) ) . '"><input type="hidden" name="redirect_to" value="' . esc_attr( $back ) . '">' . $buttons . '</form>';
	}
}
