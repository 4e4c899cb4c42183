// Shows in the editor what the server shows in the page. It is written as it runs: there is no build.
( () => {
	'use strict';

	const { blocks, blockEditor, components, element, i18n, serverSideRender } = window.wp;
	const { createElement } = element;
	const { __ } = i18n;

	const nothingYet = () =>
		createElement( components.Placeholder, {
			icon: 'editor-help',
			label: __( 'Delivery questions', 'framme' ),
			instructions: __( 'Here your delivery questions are answered. Connect the shop to Framme to see them.', 'framme' ),
		} );

	// Links of a preview lead nowhere: they are for customers.
	const Preview = () =>
		createElement(
			'div',
			blockEditor.useBlockProps(),
			createElement(
				components.Disabled,
				null,
				createElement( serverSideRender, {
					block: 'framme/delivery-faq',
					EmptyResponsePlaceholder: nothingYet,
					ErrorResponsePlaceholder: nothingYet,
				} )
			)
		);

	blocks.registerBlockType( 'framme/delivery-faq', { edit: Preview, save: () => null } );
} )();
