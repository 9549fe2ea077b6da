"""What the camera looks at, and how it is drawn: camera, light, rooms, meshes, renderer."""
