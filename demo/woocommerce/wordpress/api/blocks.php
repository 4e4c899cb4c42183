<?php
/**
 * Blocks: registered from block.json, rendered on the server.
 *
 * @package Framme
 */

/**
 * A kind of block.
 */
class WP_Block_Type {

	public $name;
	public $title           = '';
	public $description     = '';
	public $category        = null;
	public $attributes      = array();
	public $supports        = array();
	public $keywords        = array();
	public $textdomain      = null;
	public $api_version     = 1;
	public $render_callback = null;

	public $editor_script_handles = array();
	public $script_handles        = array();
	public $view_script_handles   = array();
	public $editor_style_handles  = array();
	public $style_handles         = array();

	public function __construct( $block_type, $args = array() ) {
		$this->name = $block_type;
		foreach ( $args as $name => $value ) {
			$this->$name = $value;
		}
	}

	public function is_dynamic() {
		return is_callable( $this->render_callback );
	}
}

/**
 * All kinds of blocks.
 */
final class WP_Block_Type_Registry {

	private static $instance = null;

	/** By name. */
	public $all = array();

	/** The block that is being rendered, for its wrapper. */
	public $rendering = null;

	public static function get_instance() {
		self::$instance = self::$instance ?? new self();
		return self::$instance;
	}

	public function is_registered( $name ) {
		return isset( $this->all[ $name ] );
	}

	public function get_registered( $name ) {
		return $this->all[ $name ] ?? null;
	}

	public function get_all_registered() {
		return $this->all;
	}
}

function register_block_type( $block_type, $args = array() ) {
	if ( is_string( $block_type ) && file_exists( $block_type ) ) {
		return register_block_type_from_metadata( $block_type, $args );
	}
	$type = $block_type instanceof WP_Block_Type ? $block_type : new WP_Block_Type( $block_type, $args );

	WP_Block_Type_Registry::get_instance()->all[ $type->name ] = $type;
	return $type;
}

function register_block_type_from_metadata( $file_or_folder, $args = array() ) {
	$file     = is_dir( $file_or_folder ) ? trailingslashit( $file_or_folder ) . 'block.json' : $file_or_folder;
	$metadata = json_decode( (string) file_get_contents( $file ), true );
	if ( ! is_array( $metadata ) || empty( $metadata['name'] ) ) {
		return false;
	}
	$settings = array( 'api_version' => $metadata['apiVersion'] ?? 1 );
	foreach ( array( 'title', 'description', 'category', 'attributes', 'supports', 'keywords', 'textdomain' ) as $name ) {
		if ( isset( $metadata[ $name ] ) ) {
			$settings[ $name ] = $metadata[ $name ];
		}
	}
	foreach ( array( 'title', 'description' ) as $name ) {
		if ( isset( $settings[ $name ], $metadata['textdomain'] ) ) {
			$settings[ $name ] = _x( $settings[ $name ], "block $name", $metadata['textdomain'] );
		}
	}
	$handles = array(
		'editorScript' => 'editor_script_handles',
		'script'       => 'script_handles',
		'viewScript'   => 'view_script_handles',
		'editorStyle'  => 'editor_style_handles',
		'style'        => 'style_handles',
	);
	foreach ( $handles as $field => $property ) {
		foreach ( (array) ( $metadata[ $field ] ?? array() ) as $place => $asset ) {
			$settings[ $property ][] = pretend_block_asset( $metadata, $field, $place, $asset, dirname( $file ) );
		}
	}
	if ( isset( $metadata['render'] ) ) {
		$template = dirname( $file ) . '/' . remove_block_asset_path_prefix( $metadata['render'] );

		$settings['render_callback'] = static function ( $attributes, $content, $block ) use ( $template ) {
			ob_start();
			require $template;
			return ob_get_clean();
		};
	}
	return register_block_type( $metadata['name'], array_merge( $settings, $args ) );
}

function remove_block_asset_path_prefix( $asset ) {
	return preg_replace( '#^file:(\./)?#', '', $asset );
}

function generate_block_asset_handle( $block_name, $field_name, $index = 0 ) {
	$words = strtolower( preg_replace( '/([A-Z])/', '-$1', $field_name ) );
	return str_replace( '/', '-', $block_name ) . '-' . $words . ( $index ? '-' . ( $index + 1 ) : '' );
}

function pretend_block_asset( array $metadata, string $field, int $place, string $asset, string $folder ): string {
	if ( 0 !== strpos( $asset, 'file:' ) ) {
		return $asset;
	}
	$handle = generate_block_asset_handle( $metadata['name'], $field, $place );
	$path   = $folder . '/' . remove_block_asset_path_prefix( $asset );
	$url    = plugins_url( basename( $path ), $path );
	if ( false !== stripos( $field, 'style' ) ) {
		wp_register_style( $handle, $url, array(), $metadata['version'] ?? false );
		return $handle;
	}
	$known = substr( $path, 0, -3 ) . '.asset.php';
	$facts = is_file( $known ) ? require $known : array();
	wp_register_script( $handle, $url, $facts['dependencies'] ?? array(), $facts['version'] ?? false, array( 'in_footer' => true ) );
	return $handle;
}

/**
 * A block in a page.
 */
class WP_Block {

	public $name;
	public $attributes;
	public $block_type;
	public $context = array();

	public function __construct( string $name, array $attributes ) {
		$this->name       = $name;
		$this->attributes = $attributes;
		$this->block_type = WP_Block_Type_Registry::get_instance()->get_registered( $name );
	}
}

function render_block( $parsed_block ) {
	$registry = WP_Block_Type_Registry::get_instance();
	$type     = $registry->get_registered( $parsed_block['blockName'] );
	if ( ! $type ) {
		return $parsed_block['innerHTML'] ?? '';
	}
	$attributes = (array) ( $parsed_block['attrs'] ?? array() );
	foreach ( (array) $type->attributes as $name => $declared ) {
		if ( ! array_key_exists( $name, $attributes ) && array_key_exists( 'default', $declared ) ) {
			$attributes[ $name ] = $declared['default'];
		}
	}
	array_map( 'wp_enqueue_style', $type->style_handles );
	array_map( 'wp_enqueue_script', array_merge( $type->script_handles, $type->view_script_handles ) );
	$block               = new WP_Block( $type->name, $attributes );
	$before              = $registry->rendering;
	$registry->rendering = $block;
	$html                = $type->is_dynamic() ? (string) call_user_func( $type->render_callback, $attributes, $parsed_block['innerHTML'] ?? '', $block ) : ( $parsed_block['innerHTML'] ?? '' );
	$registry->rendering = $before;
	return apply_filters( 'render_block', $html, $parsed_block, $block );
}

function do_blocks( $content ) {
	return preg_replace_callback(
		'#<!--\s+wp:([a-z0-9-]+(?:/[a-z0-9-]+)?)\s+(\{.*?\}\s+)?(/)?-->(?(3)|(.*?)<!--\s+/wp:\1\s+-->)#s',
		static function ( $match ) {
			$name   = false === strpos( $match[1], '/' ) ? 'core/' . $match[1] : $match[1];
			$parsed = array(
				'blockName' => $name,
				'attrs'     => json_decode( trim( $match[2] ?? '' ), true ) ?? array(),
				'innerHTML' => $match[4] ?? '',
			);
			return render_block( $parsed );
		},
		(string) $content
	);
}

function has_block( $block_name, $post = null ) {
	$found   = is_string( $post ) ? null : get_post( $post );
	$content = is_string( $post ) ? $post : ( $found ? $found->post_content : '' );
	return false !== strpos( $content, '<!-- wp:' . preg_replace( '#^core/#', '', $block_name ) . ' ' );
}

function get_block_wrapper_attributes( $extra_attributes = array() ) {
	$block   = WP_Block_Type_Registry::get_instance()->rendering;
	$name    = $block ? 'wp-block-' . preg_replace( '#^core-#', '', str_replace( '/', '-', $block->name ) ) : '';
	$classes = array_filter( array( $name, $block->attributes['className'] ?? '', isset( $block->attributes['align'] ) ? 'align' . $block->attributes['align'] : '', $extra_attributes['class'] ?? '' ) );
	$all     = array( 'class' => implode( ' ', $classes ) ) + $extra_attributes;

	$all['class'] = implode( ' ', $classes );
	$pairs        = array();
	foreach ( array_filter( $all ) as $key => $value ) {
		$pairs[] = $key . '="' . esc_attr( $value ) . '"';
	}
	return implode( ' ', $pairs );
}
