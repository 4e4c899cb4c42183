<?php
/**
 * Puts the pretend WordPress and the plugin back to how they were after loading, before each test.
 *
 * @package Framme
 */

// phpcs:disable
declare( strict_types = 1 );

/**
 * Copies of everything that a test may change.
 */
final class PretendSnapshot {

	/** @var array<string, array<string, mixed>> Static properties by class. */
	private static $statics = array();

	/** @var array<string, string> What is kept. */
	private static $kept = array();

	/** @var array<string, mixed> Globals. */
	private static $globals = array();

	public static function take(): void {
		self::load_all();
		foreach ( get_declared_classes() as $class ) {
			if ( preg_match( '/^(Pretend|Framme_|WP_CLI$|WP_Block_Type_Registry$|Automattic\\\\)/', $class ) && self::class !== $class ) {
				self::$statics[ $class ] = self::copied( self::statics( $class ) );
			}
		}
		self::$kept    = Pretend::$kept->copy();
		self::$globals = self::globals();
	}

	public static function put_back(): void {
		foreach ( self::$statics as $class => $values ) {
			foreach ( self::copied( $values ) as $name => $value ) {
				$property = new ReflectionProperty( $class, $name );
				$property->setAccessible( true );
				$property->setValue( null, $value );
			}
		}
		Pretend::$kept->put_back( self::$kept );
		foreach ( array_diff_key( self::globals(), self::$globals ) as $name => $value ) {
			unset( $GLOBALS[ $name ] );
		}
		foreach ( self::$globals as $name => $value ) {
			$GLOBALS[ $name ] = $value;
		}
		$_GET = $_POST = $_REQUEST = $_COOKIE = $_FILES = array();
	}

	/** Load every class of the plugin, so that its properties are seen as they are at first. */
	private static function load_all(): void {
		$folder = dirname( Pretend_Plugins::$main ) . '/includes/';
		foreach ( require $folder . 'parts.php' as $class => $file ) {
			if ( is_file( $folder . $file ) ) {
				class_exists( $class );
			}
		}
	}

	/** @return array<string, mixed> */
	private static function statics( string $class ): array {
		$values = array();
		foreach ( ( new ReflectionClass( $class ) )->getProperties( ReflectionProperty::IS_STATIC ) as $property ) {
			if ( $property->getDeclaringClass()->getName() === $class ) {
				$property->setAccessible( true );
				$values[ $property->getName() ] = $property->getValue();
			}
		}
		return $values;
	}

	/** @return array<string, mixed> Objects other than callbacks are copied. */
	private static function copied( array $values ): array {
		return array_map(
			static function ( $value ) {
				return $value instanceof Pretend_Assets || $value instanceof WP_Block_Type_Registry ? clone $value : $value;
			},
			$values
		);
	}

	/** @return array<string, mixed> */
	private static function globals(): array {
		$ours = static function ( $name ) {
			return 0 === strpos( (string) $name, 'pretend_' ) || in_array( $name, array( 'post', 'wp_settings_errors' ), true );
		};
		return array_filter( $GLOBALS, $ours, ARRAY_FILTER_USE_KEY );
	}
}
