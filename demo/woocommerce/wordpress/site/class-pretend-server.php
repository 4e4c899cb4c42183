<?php
/**
 * Answers one HTTP request: makes the site what it is for this request, finds the page, sends the end.
 *
 * @package Framme
 */

/**
 * From the request to the answer.
 */
final class Pretend_Server {

	const COOKIE = 'pretend_user';

	/**
	 * Answer the request that PHP has taken in.
	 */
	public static function answer(): void {
		$path = (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
		self::find_site();
		$below = ltrim( 0 === strpos( $path, Pretend::base() . '/' ) ? substr( $path, strlen( Pretend::base() ) ) : $path, '/' );
		if ( Pretend_Static::send( $below ) ) {
			return;
		}
		try {
			self::begin( $below );
			Pretend_Places::show( $below );
		} catch ( Pretend_End $end ) {
			self::end( $end );
		}
		self::let_schedule_run();
	}

	/**
	 * Say what the site is, and where its state and orders are.
	 */
	private static function find_site(): void {
		Pretend::$kept = new Pretend_Files( (string) getenv( 'PRETEND_STATE' ) );
		if ( getenv( 'PRETEND_SITE' ) ) {
			Pretend::$orders = new Pretend_Bridge( (string) getenv( 'PRETEND_SITE' ), (string) getenv( 'PRETEND_SECRET' ) );
			Pretend::$site   = Pretend::$orders->site() + Pretend::$site;
			// What the shop does not say, it has not got.
			Pretend::$storage = Pretend::$site['storage'] ?? 'hpos';
		}
		Pretend::$site['home'] = untrailingslashit( $_SERVER['HTTP_X_PRETEND_HOME'] ?? 'http://' . $_SERVER['HTTP_HOST'] );
	}

	/**
	 * Load plugins and find out who asks, in WordPress's order.
	 *
	 * @param string $path Below the site.
	 */
	private static function begin( string $path ): void {
		self::remember_users();
		$is_rest               = 0 === strpos( $path, 'wp-json/' );
		Pretend_Users::$current = $is_rest ? self::rest_user( $path ) : self::cookie_user();
		Pretend_Admin::$inside  = 0 === strpos( $path, 'wp-admin' );
		if ( 'wp-admin/admin-ajax.php' === $path ) {
			define( 'DOING_AJAX', true );
		}
		if ( $is_rest ) {
			define( 'REST_REQUEST', true );
		}
		// WordPress adds slashes to all that comes in, and takes them out for nobody.
		$_GET     = wp_slash( $_GET );
		$_POST    = wp_slash( $_POST );
		$_COOKIE  = wp_slash( $_COOKIE );
		$_SERVER  = wp_slash( $_SERVER );
		$_REQUEST = array_merge( $_GET, $_POST );
		$main     = getenv( 'PRETEND_PLUGIN' ) . '/framme.php';
		$is_new   = Pretend_Seed::is_needed();

		Pretend_Plugins::$main = $main;
		Pretend::begin( $is_new || Pretend_Plugins::is_active() ? $main : '' );
		if ( $is_new ) {
			Pretend_Seed::sow();
		}
	}

	/**
	 * Keep everybody who has an account in the shop.
	 */
	private static function remember_users(): void {
		$merchant  = array(
			'ID'           => 1,
			'user_login'   => 'merchant',
			'user_email'   => Pretend::$site['email'],
			'display_name' => 'The merchant',
			'roles'        => array( 'administrator' ),
		);
		$customers = Pretend::$orders instanceof Pretend_Bridge ? Pretend::$orders->customers() : Pretend_Seed::customers();
		$users     = array_column( array_merge( array( $merchant ), $customers ), null, 'ID' );
		if ( Pretend::$kept->all( 'users' ) !== $users ) {
			Pretend::$kept->change(
				'users',
				static function () use ( $users ) {
					return $users;
				}
			);
		}
	}

	/**
	 * Return who is logged in by cookie.
	 */
	private static function cookie_user(): int {
		list( $id, $proof ) = explode( '.', ( $_COOKIE[ self::COOKIE ] ?? '' ) . '.', 3 );
		return hash_equals( wp_hash( "user $id", 'logged_in' ), $proof ) ? (int) $id : 0;
	}

	/**
	 * Return who asks the REST interface: by WooCommerce's keys, or by cookie and nonce.
	 *
	 * @param string $path Below the site.
	 */
	private static function rest_user( string $path ): int {
		if ( preg_match( '#^wp-json/wc[-/]#', $path ) && isset( $_SERVER['HTTP_X_PRETEND_USER'] ) ) {
			return (int) $_SERVER['HTTP_X_PRETEND_USER'];
		}
		$nonce = $_SERVER['HTTP_X_WP_NONCE'] ?? ( $_GET['_wpnonce'] ?? '' );
		if ( '' === $nonce ) {
			return 0;
		}
		Pretend_Users::$current = self::cookie_user();
		if ( ! wp_verify_nonce( $nonce, 'wp_rest' ) ) {
			throw new Pretend_Sent( array( 'code' => 'rest_cookie_invalid_nonce', 'message' => 'Cookie check failed' ), 403 );
		}
		header( 'X-WP-Nonce: ' . wp_create_nonce( 'wp_rest' ) );
		return Pretend_Users::$current;
	}

	/**
	 * Log somebody in, or out with 0.
	 *
	 * @param int $id Who.
	 */
	public static function remember( int $id ): void {
		$value = $id ? $id . '.' . wp_hash( "user $id", 'logged_in' ) : '';
		setcookie(
			self::COOKIE,
			$value,
			array(
				'expires'  => $id ? 0 : 1,
				'path'     => Pretend::base() . '/',
				'httponly' => true,
				'samesite' => 'Lax',
			)
		);
	}

	/**
	 * Send an end that came before the page's.
	 *
	 * @param Pretend_End $end How the request ended.
	 */
	private static function end( Pretend_End $end ): void {
		while ( ob_get_level() ) {
			ob_end_clean();
		}
		http_response_code( $end->status );
		if ( $end instanceof Pretend_Redirect ) {
			header( 'Location: ' . $end->location );
		} elseif ( $end instanceof Pretend_Sent ) {
			header( 'Content-Type: application/json; charset=UTF-8' );
			echo null === $end->data ? '' : wp_json_encode( $end->data );
		} else {
			header( 'Content-Type: text/html; charset=UTF-8' );
			wp_doing_ajax() ? print( $end->getMessage() ) : Pretend_Frame::message( $end );
		}
	}

	/**
	 * Have what is due done by another process, as WordPress does: nobody waits for it.
	 */
	private static function let_schedule_run(): void {
		$next = array_column( Pretend::$kept->all( 'schedule' ), 'at' );
		if ( ! $next || min( $next ) > time() || ( defined( 'DOING_CRON' ) && DOING_CRON ) ) {
			return;
		}
		$to_self = @fsockopen( '127.0.0.1', (int) $_SERVER['SERVER_PORT'], $number, $text, 0.2 );
		if ( $to_self ) {
			fwrite( $to_self, 'GET ' . Pretend::base() . "/wp-cron.php HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Pretend-Home: " . Pretend::$site['home'] . "\r\nConnection: close\r\n\r\n" );
			fclose( $to_self );
		}
	}
}
